/** Asks who is signed in, and signs people in and out. */

import type { Http } from "./http";
import { Refusal } from "./refusal";
import type { Me } from "./schema";

/** Return who is signed in, null when nobody is. */
export async function fetchMe(http: Http): Promise<Me | null> {
  const body = await http.ask("GET", "/api/me");
  return body === null ? null : welcomed(http, body);
}

/**
 * Ask again for one's own; null when nobody is signed in any more, or somebody else is: their token must not
 * become this page's.
 */
export async function fetchMeAgain(http: Http, userId: string): Promise<Me | null> {
  const body = await http.ask("GET", "/api/me");
  return body === null || shaped(body).user.id !== userId ? null : welcomed(http, body);
}

export async function signIn(http: Http, login: string, password: string): Promise<Me> {
  return welcomed(http, await http.ask("POST", "/api/sign-in", { login, password }));
}

export async function signOut(http: Http): Promise<void> {
  await http.ask("POST", "/api/sign-out");
}

export async function signOutEverywhere(http: Http): Promise<void> {
  await http.ask("POST", "/api/sign-out-everywhere");
}

export async function changePassword(http: Http, current: string, fresh: string): Promise<void> {
  await http.ask("POST", "/api/password", { current, new: fresh });
}

/** Say which dashboard Home shows to everybody who chose none; for administrators. */
export async function setDefaultDashboard(http: Http, dashboardId: string): Promise<void> {
  await http.ask("PUT", "/api/dashboards/default", { dashboard_id: dashboardId });
}

function welcomed(http: Http, body: unknown): Me {
  const me = shaped(body);
  http.trust(me.csrf);
  return me;
}

function shaped(body: unknown): Me {
  const me = body as Me;
  if (typeof me?.csrf !== "string" || typeof me.user?.id !== "string") {
    throw new Refusal("unknown", "The answer of /api/me has another shape than this page knows.");
  }
  return me;
}
