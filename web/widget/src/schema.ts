/** Types of everything that travels between the pages and the server, generated from docs/api/openapi.json: `npm run codegen`. */

export interface paths {
  "/api/agents": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** ListAgents */
    get: operations["ApiAgentsListAgents"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/agents/{agent_id}/presence": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** PutPresence */
    put: operations["ApiAgentsAgentIdPresencePutPresence"];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/agents/{agent_id}/presence/history": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** PresenceHistory */
    get: operations["ApiAgentsAgentIdPresenceHistoryPresenceHistory"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/agents/{agent_id}/presence/reset": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** ResetPresence */
    post: operations["ApiAgentsAgentIdPresenceResetResetPresence"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/closed-conversations": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** ClosedConversations */
    get: operations["ApiClosedConversationsClosedConversations"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/closed-conversations/{conversation_id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** ClosedConversation */
    get: operations["ApiClosedConversationsConversationIdClosedConversation"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/closed-conversations/{conversation_id}/earlier": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** ClosedEarlier */
    get: operations["ApiClosedConversationsConversationIdEarlierClosedEarlier"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/closed-conversations/{conversation_id}/entries": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** ClosedEntries */
    get: operations["ApiClosedConversationsConversationIdEntriesClosedEntries"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/conversations/{conversation_id}/draft": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Draft */
    get: operations["ApiConversationsConversationIdDraftDraft"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/conversations/{conversation_id}/earlier": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Earlier */
    get: operations["ApiConversationsConversationIdEarlierEarlier"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/conversations/{conversation_id}/earlier/{earlier_id}/entries": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** EarlierEntries */
    get: operations["ApiConversationsConversationIdEarlierEarlierIdEntriesEarlierEntries"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/conversations/{conversation_id}/entries": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Entries */
    get: operations["ApiConversationsConversationIdEntriesEntries"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/conversations/{conversation_id}/force-close": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** ForceClose */
    post: operations["ApiConversationsConversationIdForceCloseForceClose"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/conversations/{conversation_id}/routing": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Routing */
    get: operations["ApiConversationsConversationIdRoutingRouting"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/dashboards/default": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** SetDefaultDashboard */
    put: operations["ApiDashboardsDefaultSetDefaultDashboard"];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/me": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Me */
    get: operations["ApiMeMe"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/me/preferences": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** ReadPreferences */
    get: operations["ApiMePreferencesReadPreferences"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** ChangePreferences */
    patch: operations["ApiMePreferencesChangePreferences"];
    trace?: never;
  };
  "/api/notices/{version}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Notice */
    get: operations["ApiNoticesVersionNotice"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/offers/{offer_id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Offer */
    get: operations["ApiOffersOfferIdOffer"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/offers/{offer_id}/accept": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** AcceptOffer */
    post: operations["ApiOffersOfferIdAcceptAcceptOffer"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/offers/{offer_id}/reject": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** RejectOffer */
    post: operations["ApiOffersOfferIdRejectRejectOffer"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/password": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** ChangePassword */
    post: operations["ApiPasswordChangePassword"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/sign-in": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** SignIn */
    post: operations["ApiSignInSignIn"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/sign-out": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** SignOut */
    post: operations["ApiSignOutSignOut"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/sign-out-everywhere": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** SignOutEverywhere */
    post: operations["ApiSignOutEverywhereSignOutEverywhere"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/widget/visits": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Visit */
    post: operations["ApiWidgetVisitsVisit"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/widget/workstreams/{workstream_id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Workstream */
    get: operations["ApiWidgetWorkstreamsWorkstreamIdWorkstream"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/widget/workstreams/{workstream_id}/availability": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Availability */
    get: operations["ApiWidgetWorkstreamsWorkstreamIdAvailabilityAvailability"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/widget/frame": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Frame */
    get: operations["WidgetFrameFrame"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/widget/loader.js": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Loader */
    get: operations["WidgetLoaderJsLoader"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    /**
     * AcceptOffer
     * @description Take the conversation that is offered (mission S7).
     */
    AcceptOffer: {
      epoch: number;
      /** @enum {unknown} */
      name: "accept_offer";
      offer_id: string;
    };
    /** AgentListed */
    AgentListed: {
      id: string;
      name: string;
      presence_id: string;
      queue_ids: string[];
      reachability: components["schemas"]["Reachability"];
    };
    /** AgentShown */
    AgentShown: {
      id: string;
      queue_ids: string[];
    };
    /** AgentsListed */
    AgentsListed: {
      agents: components["schemas"]["AgentListed"][];
    };
    /**
     * AgentSnapshot
     * @description Everything in the stream `agent:<id>` at one number.
     */
    AgentSnapshot: {
      items: components["schemas"]["ItemView"][];
      me: components["schemas"]["AgentView"];
      /** @enum {unknown} */
      of: "agent";
      offers: components["schemas"]["OfferView"][];
      sessions: components["schemas"]["SessionView"][];
    };
    /**
     * AgentView
     * @description An agent as they see themselves, and as supervisors see them.
     */
    AgentView: {
      alerts: components["schemas"]["AlertView"][];
      cause: components["schemas"]["Cause"];
      chosen_by_agent: boolean;
      id: string;
      name: string;
      presence_id: string;
      reachability: components["schemas"]["Reachability"];
      set_by: string;
      since_ms: number;
      units_in_use: number;
      units_total: number;
    };
    /**
     * AlertCause
     * @description Why the system took an agent out of the line until reset (mission N14, N16, N17).
     * @enum {unknown}
     */
    AlertCause: "missed" | "rejected" | "session_limit" | (string & {});
    /**
     * AlertView
     * @description One reason why the system took the agent out of the line.
     */
    AlertView: {
      at_ms: number;
      cause: components["schemas"]["AlertCause"];
      count: number;
    };
    /** Answer */
    Answer: {
      conversation_id?: string | null;
      n?: number | null;
    };
    /** ApplicationShown */
    ApplicationShown: {
      id: string;
      in_menu: boolean;
      name: string;
      own_storage: boolean;
      url: string;
    };
    /**
     * ArrangeSessions
     * @description Put the sessions of the panel into this order; those that are not named stay behind them.
     */
    ArrangeSessions: {
      /** @enum {unknown} */
      name: "arrange_sessions";
      session_ids: string[];
    };
    /**
     * Author
     * @description Who wrote a message, as its readers see it.
     */
    Author: {
      id: string;
      /** @default  */
      name?: string;
      role: components["schemas"]["AuthorRole"];
    };
    /**
     * AuthorRole
     * @description On which side of the conversation an author stands.
     * @enum {unknown}
     */
    AuthorRole: "agent" | "customer";
    /**
     * AutoAssign
     * @description Whether work becomes the agent's without an answer; then nobody can reject it (mission N9).
     * @enum {unknown}
     */
    AutoAssign: "after_timeout" | "at_once" | "never" | (string & {});
    /** Availability */
    Availability: {
      available: boolean;
      place: number;
    };
    /**
     * Bar
     * @description What keeps an agent from being offered a conversation; of several the first named here is told.
     * @enum {string}
     */
    Bar:
      | "not_there"
      | "off_hours"
      | "presence"
      | "capacity"
      | "profile"
      | "skills"
      | "rules"
      | "reserved"
      | "declined"
      | "sessions"
      | "offers"
      | (string & {});
    /**
     * BasePresence
     * @description The five statuses that routing knows (domain 2.1).
     * @enum {string}
     */
    BasePresence: "available" | "busy" | "do_not_disturb" | "away" | "offline" | (string & {});
    /**
     * Beat
     * @description Answer the server's beat.
     */
    Beat: {
      /** @enum {unknown} */
      t: "beat";
    };
    /**
     * BlockVisitor
     * @description Take nothing more from a visitor, and end what they have open.
     */
    BlockVisitor: {
      /** @enum {unknown} */
      name: "block_visitor";
      reason: string;
      visitor_id: string;
    };
    /**
     * Bye
     * @description The server will close this connection.
     */
    Bye: {
      reason: string;
      retry_after_ms: number;
      /** @enum {unknown} */
      t: "bye";
    };
    /**
     * CaughtUp
     * @description All that was missed has been sent; from here on entries are live.
     */
    CaughtUp: {
      n: number;
      stream: string;
      /** @enum {unknown} */
      t: "caught_up";
    };
    /**
     * Cause
     * @description Why an agent's presence is what it is, and whose doing that was.
     * @enum {unknown}
     */
    Cause:
      | "agent"
      | "arrived"
      | "configured"
      | "gone"
      | "load"
      | "missed"
      | "rejected"
      | "reset"
      | "restore_over"
      | "restored"
      | "session_limit"
      | "supervisor"
      | (string & {});
    /**
     * ChannelKind
     * @description The networks on which customers write.
     * @enum {unknown}
     */
    ChannelKind: "live_chat" | "test" | (string & {});
    /**
     * ChoosePresence
     * @description Pick a presence by hand.
     */
    ChoosePresence: {
      /** @enum {unknown} */
      name: "choose_presence";
      presence_id: string;
    };
    /**
     * ClosedBy
     * @description Who or what closed a conversation.
     * @enum {string}
     */
    ClosedBy: "customer" | "agent" | "supervisor" | "system" | (string & {});
    /** ClosedConversation */
    ClosedConversation: {
      agent_name: string | null;
      channel: components["schemas"]["ChannelKind"];
      closed_by: components["schemas"]["ClosedBy"] | null;
      created_at_ms: number;
      details: components["schemas"]["Detail"][];
      ended_at_ms: number;
      excerpt: string | null;
      id: string;
      named: boolean;
      queue_id: string;
      queue_name: string;
      title: string;
      visitor_number: number;
      workstream_name: string;
    };
    /** ClosedConversations */
    ClosedConversations: {
      conversations: components["schemas"]["ClosedView"][];
      next: string | null;
    };
    /** ClosedView */
    ClosedView: {
      agent_name: string | null;
      channel: components["schemas"]["ChannelKind"];
      closed_by: components["schemas"]["ClosedBy"] | null;
      created_at_ms: number;
      ended_at_ms: number;
      excerpt: string | null;
      id: string;
      named: boolean;
      queue_id: string;
      queue_name: string;
      title: string;
      visitor_number: number;
      workstream_name: string;
    };
    /**
     * CloseSession
     * @description Press X: close, park or give back, as the state and the channel say (domain 1.3).
     */
    CloseSession: {
      /** @enum {unknown} */
      name: "close_session";
      session_id: string;
    };
    /**
     * Code
     * @description What a refusal is about; a client translates the code, the sentence is for logs and developers.
     * @enum {unknown}
     */
    Code:
      | "blocked"
      | "closed"
      | "consent_needed"
      | "fault"
      | "going_down"
      | "id_reused"
      | "invalid"
      | "not_allowed"
      | "not_found"
      | "not_selectable"
      | "not_signed_in"
      | "not_yours"
      | "offer_over"
      | "read_only"
      | "session_limit"
      | "stale_command"
      | "stale_draft"
      | "too_broad"
      | "too_large"
      | "too_many"
      | "visitor_limit"
      | "wrong_state"
      | (string & {});
    /**
     * Communication
     * @description How the communication panel stands when a session opens.
     * @enum {unknown}
     */
    Communication: "docked" | "hidden" | "minimised" | (string & {});
    /**
     * ConfirmDisplayed
     * @description Say that the alert was painted in a visible page (mission decision 11).
     */
    ConfirmDisplayed: {
      /** @enum {unknown} */
      name: "confirm_displayed";
      offer_id: string;
    };
    /** Credentials */
    Credentials: {
      login: string;
      password: string;
    };
    /**
     * CustomerLink
     * @description Whether the customer is there; always CONNECTED on channels that can't tell.
     * @enum {unknown}
     */
    CustomerLink: "connected" | "left" | "reconnecting" | (string & {});
    /** Dashboard */
    Dashboard: {
      id: string;
      name: string;
      sections: components["schemas"]["Section"][];
    };
    /** DashboardChoice */
    DashboardChoice: {
      dashboard_id: string;
    };
    /**
     * Desktop
     * @description When the operating system shows the notification too (mission N3).
     * @enum {unknown}
     */
    Desktop: "always" | "background" | "never" | (string & {});
    /**
     * Detail
     * @description One thing known of the customer, for instance from the pre-chat form.
     */
    Detail: {
      name: string;
      value: string;
    };
    /**
     * Do
     * @description Send a command; repeating it with the same id has no second effect.
     */
    Do: {
      command:
        | components["schemas"]["EndByCustomer"]
        | components["schemas"]["AcceptOffer"]
        | components["schemas"]["RejectOffer"]
        | components["schemas"]["ExtendOffer"]
        | components["schemas"]["ConfirmDisplayed"]
        | components["schemas"]["ReportVisible"]
        | components["schemas"]["PickConversation"]
        | components["schemas"]["ReopenConversation"]
        | components["schemas"]["EndConversation"]
        | components["schemas"]["CloseSession"]
        | components["schemas"]["FocusSession"]
        | components["schemas"]["ArrangeSessions"]
        | components["schemas"]["ShowTabs"]
        | components["schemas"]["ChoosePresence"]
        | components["schemas"]["ResetPresence"]
        | components["schemas"]["ForceClose"]
        | components["schemas"]["BlockVisitor"]
        | components["schemas"]["UnblockVisitor"];
      id: string;
      /** @enum {unknown} */
      t: "do";
    };
    /** DraftShown */
    DraftShown: {
      saved_at_ms: number | null;
      text: string;
      version: number;
    };
    /** Earlier */
    Earlier: {
      agent_name: string | null;
      closed_by: components["schemas"]["ClosedBy"] | null;
      created_at_ms: number;
      ended_at_ms: number;
      id: string;
      readable: boolean;
      workstream_name: string;
    };
    /** EarlierConversations */
    EarlierConversations: {
      earlier: components["schemas"]["Earlier"][];
      next: string | null;
    };
    /**
     * EndByCustomer
     * @description The customer presses end (live chat only).
     */
    EndByCustomer: {
      conversation_id: string;
      /** @enum {unknown} */
      name: "end_by_customer";
    };
    /**
     * EndConversation
     * @description Finish with the customer and begin wrap-up.
     */
    EndConversation: {
      conversation_id: string;
      /** @enum {unknown} */
      name: "end_conversation";
    };
    /**
     * Ended
     * @description The subscription is over: the right to read was lost, or never was.
     */
    Ended: {
      code: components["schemas"]["Code"];
      stream: string;
      /** @enum {unknown} */
      t: "ended";
    };
    /**
     * Entrance
     * @description How work came into its queue.
     * @enum {string}
     */
    Entrance: "rule" | "fallback" | "overflow" | "waited" | (string & {});
    /** Entries */
    Entries: {
      entries: components["schemas"]["Event"][];
      more: boolean;
    };
    /**
     * Event
     * @description One numbered entry of a stream.
     */
    Event: {
      at_ms: number;
      body:
        | components["schemas"]["MessageBody"]
        | components["schemas"]["NoticeBody"]
        | components["schemas"]["TalkBody"]
        | components["schemas"]["MeBody"]
        | components["schemas"]["OfferBody"]
        | components["schemas"]["OfferEndedBody"]
        | components["schemas"]["SessionBody"]
        | components["schemas"]["SessionClosedBody"]
        | components["schemas"]["ItemBody"]
        | components["schemas"]["ItemGoneBody"]
        | components["schemas"]["MemberBody"]
        | components["schemas"]["MemberGoneBody"];
      n: number;
      stream: string;
      /** @enum {unknown} */
      t: "event";
    };
    /**
     * ExtendOffer
     * @description Ask for the whole time again, where the template allows it (WCAG 2.2, 2.2.1).
     */
    ExtendOffer: {
      epoch: number;
      /** @enum {unknown} */
      name: "extend_offer";
      offer_id: string;
    };
    /**
     * Fault
     * @description A frame was not understood; the connection lives on.
     */
    Fault: {
      code: components["schemas"]["Code"];
      sentence: string;
      /** @enum {unknown} */
      t: "fault";
    };
    /**
     * FloorSnapshot
     * @description Everything in the stream `floor:<queue>`: what the queue's supervisors see.
     */
    FloorSnapshot: {
      agents: components["schemas"]["AgentView"][];
      items: components["schemas"]["ItemView"][];
      /** @enum {unknown} */
      of: "floor";
    };
    /**
     * FocusSession
     * @description Say which session is looked at and up to where its transcript was seen (mission S16).
     */
    FocusSession: {
      /** @enum {unknown} */
      name: "focus_session";
      read_up_to: number;
      session_id: string;
    };
    /**
     * ForceClose
     * @description Close a conversation whatever its state (domain appendix A, row 37).
     */
    ForceClose: {
      conversation_id: string;
      /** @enum {unknown} */
      name: "force_close";
    };
    FromClient:
      | components["schemas"]["Hello"]
      | components["schemas"]["Subscribe"]
      | components["schemas"]["Unsubscribe"]
      | components["schemas"]["Do"]
      | components["schemas"]["Start"]
      | components["schemas"]["Send"]
      | components["schemas"]["SaveDraft"]
      | components["schemas"]["Typing"]
      | components["schemas"]["Mark"]
      | components["schemas"]["Beat"];
    FromServer:
      | components["schemas"]["Welcome"]
      | components["schemas"]["MeChanged"]
      | components["schemas"]["Snapshot"]
      | components["schemas"]["CaughtUp"]
      | components["schemas"]["Event"]
      | components["schemas"]["Result"]
      | components["schemas"]["Refused"]
      | components["schemas"]["Fault"]
      | components["schemas"]["Resync"]
      | components["schemas"]["Ended"]
      | components["schemas"]["SomebodyTypes"]
      | components["schemas"]["MarksChanged"]
      | components["schemas"]["Place"]
      | components["schemas"]["ServerBeat"]
      | components["schemas"]["Bye"];
    /**
     * Hello
     * @description Open the conversation with the server; must be the first frame.
     */
    Hello: {
      /** @enum {unknown} */
      t: "hello";
      /** @default  */
      token?: string;
      v: number;
    };
    /**
     * Icon
     * @description The picture beside the words.
     * @enum {unknown}
     */
    Icon: "channel" | "chat" | "letter" | "person" | "phone" | "star" | "warning" | (string & {});
    /**
     * ItemBody
     * @description A work item came or changed (agent, queue, floor).
     */
    ItemBody: {
      item: components["schemas"]["ItemView"];
      /** @enum {unknown} */
      kind: "item";
    };
    /**
     * ItemGoneBody
     * @description A work item left (agent, queue, floor).
     */
    ItemGoneBody: {
      conversation_id: string;
      /** @enum {unknown} */
      kind: "item_gone";
    };
    /**
     * ItemView
     * @description A conversation in a list.
     */
    ItemView: {
      agent_id: string | null;
      agent_name: string | null;
      asynchronous: boolean;
      channel: components["schemas"]["ChannelKind"];
      created_at_ms: number;
      customer: components["schemas"]["CustomerLink"];
      id: string;
      line: number[];
      named: boolean;
      queue_id: string;
      queue_name: string;
      queued_at_ms: number;
      state: components["schemas"]["State"];
      state_since_ms: number;
      title: string;
      unseen: boolean;
      visitor_number: number;
    };
    /** Kept */
    Kept: {
      bar: components["schemas"]["Bar"];
      count: number;
      /** @default  */
      lacks?: string;
    };
    /**
     * LineView
     * @description One line of a notification, its slugs not filled in yet.
     */
    LineView: {
      header: string;
      value: string;
    };
    /**
     * Mark
     * @description Say up to where this side's page has a transcript and somebody has read it; not answered.
     */
    Mark: {
      conversation_id: string;
      delivered: number;
      read: number;
      /** @enum {unknown} */
      t: "mark";
    };
    /**
     * Marks
     * @description Numbers of entries; 0 is none. They only grow.
     */
    Marks: {
      /** @default 0 */
      agent_read?: number;
      /** @default 0 */
      customer_delivered?: number;
      /** @default 0 */
      customer_read?: number;
    };
    /**
     * MarksChanged
     * @description Somebody got or read more of a transcript; also comes after its `caught_up`, and is not numbered.
     */
    MarksChanged: {
      conversation_id: string;
      marks: components["schemas"]["Marks"];
      /** @enum {unknown} */
      t: "marks";
    };
    /** Me */
    Me: {
      agent: components["schemas"]["AgentShown"] | null;
      applications: components["schemas"]["ApplicationShown"][];
      build: string;
      csrf: string;
      dashboards: components["schemas"]["Dashboard"][];
      default_dashboard: string;
      presences: components["schemas"]["PresenceShown"][];
      queues: components["schemas"]["QueueShown"][];
      session_limit: number;
      user: components["schemas"]["UserShown"];
      version: string;
    };
    /**
     * MeBody
     * @description The agent's own state changed (agent).
     */
    MeBody: {
      /** @enum {unknown} */
      kind: "me";
      me: components["schemas"]["AgentView"];
    };
    /**
     * MeChanged
     * @description What `GET /api/me` says may have changed: a page that has another version asks again.
     */
    MeChanged: {
      /** @enum {unknown} */
      t: "me_changed";
      version: string;
    };
    /**
     * MemberBody
     * @description A member of the queue changed (floor).
     */
    MemberBody: {
      agent: components["schemas"]["AgentView"];
      /** @enum {unknown} */
      kind: "member";
    };
    /**
     * MemberGoneBody
     * @description Somebody is no longer a member of the queue (floor).
     */
    MemberGoneBody: {
      agent_id: string;
      /** @enum {unknown} */
      kind: "member_gone";
    };
    /**
     * MessageBody
     * @description Somebody wrote (conversation).
     */
    MessageBody: {
      author: components["schemas"]["Author"];
      client_id: string;
      /** @enum {unknown} */
      kind: "message";
      text: string;
    };
    /** Near */
    Near: {
      agent: string;
      bar: components["schemas"]["Bar"] | null;
      /** @default  */
      lacks?: string;
      /** @default 0 */
      rating?: number;
      /** @default 0 */
      units?: number;
    };
    /** NewPassword */
    NewPassword: {
      current: string;
      new: string;
    };
    /**
     * Notice
     * @description Lines of the transcript that nobody wrote; clients translate them.
     * @enum {unknown}
     */
    Notice:
      | "agent_back"
      | "agent_joined"
      | "agent_left"
      | "agent_reconnecting"
      | "closed_out_of_hours"
      | "closed_queue_full"
      | "closed_waited_too_long"
      | "customer_lost"
      | "ended_by_agent"
      | "ended_by_customer"
      | "ended_by_supervisor"
      | "ended_by_system"
      | (string & {});
    /**
     * NoticeBody
     * @description Something happened that both sides should read in the transcript (conversation).
     */
    NoticeBody: {
      code: components["schemas"]["Notice"];
      /** @enum {unknown} */
      kind: "notice";
      /** @default null */
      name?: string | null;
    };
    /**
     * NoticeGiven
     * @description The record of a notice that stood before a conversation (mission M17).
     */
    NoticeGiven: {
      agreed: boolean;
      at_ms: number;
      language: string;
      version: string;
    };
    /** NoticeRead */
    NoticeRead: {
      first_at_ms: number;
      link: string;
      text: {
        [key: string]: string;
      };
      version: string;
    };
    /**
     * NoticeShown
     * @description The notice as a customer's page showed it.
     */
    NoticeShown: {
      /** @default false */
      agreed?: boolean;
      language: string;
      version: string;
    };
    /** NoticeWords */
    NoticeWords: {
      consent: boolean;
      link: string;
      text: {
        [key: string]: string;
      };
      version: string;
    };
    /**
     * NotificationView
     * @description How an offer is put before its agent; the page fills the slugs, {customerName} in its own language.
     */
    NotificationView: {
      accept_text: string;
      desktop: components["schemas"]["Desktop"];
      fields: components["schemas"]["LineView"][];
      icon: components["schemas"]["Icon"];
      reject_text: string;
      title: string;
      values: {
        [key: string]: string;
      };
    };
    /** OfferAnswer */
    OfferAnswer: {
      epoch: number;
    };
    /**
     * OfferBody
     * @description An offer was made or changed (agent).
     */
    OfferBody: {
      /** @enum {unknown} */
      kind: "offer";
      offer: components["schemas"]["OfferView"];
    };
    /** OfferedStep */
    OfferedStep: {
      agent: string;
      at_ms: number;
      auto_assign: components["schemas"]["AutoAssign"];
      behind: number;
      /** @constant */
      code: "offered";
      configuration: number;
      failures: components["schemas"]["RuleFailure"][];
      /** @default 0 */
      failures_left?: number;
      floor: number;
      kept: components["schemas"]["Kept"][];
      method: string;
      near: components["schemas"]["Near"][];
      order: number[];
      passed: number;
      preference: components["schemas"]["Preference"] | null;
      queue: string;
      rule: string;
      text: string;
      units_free: number | null;
      waiting: number;
      what_if: components["schemas"]["WhatIf"] | null;
    };
    /**
     * OfferEndedBody
     * @description An offer is over (agent).
     */
    OfferEndedBody: {
      /** @enum {unknown} */
      kind: "offer_ended";
      offer_id: string;
      outcome: components["schemas"]["Outcome"];
    };
    /** OfferStanding */
    OfferStanding: {
      out: boolean;
    };
    /**
     * OfferView
     * @description What the alert shows (mission N1, N11).
     */
    OfferView: {
      auto_accept: boolean;
      auto_assign: components["schemas"]["AutoAssign"];
      channel: components["schemas"]["ChannelKind"];
      conversation_id: string;
      details: components["schemas"]["Detail"][];
      displayed: boolean;
      epoch: number;
      expires_at_ms: number;
      extensions: number;
      id: string;
      made_at_ms: number;
      named: boolean;
      notification: components["schemas"]["NotificationView"];
      queue_name: string;
      rejectable: boolean;
      show_countdown: boolean;
      title: string;
      visitor_number: number;
    };
    /**
     * OpenTab
     * @description A tab that an agent has opened beside the anchor.
     */
    OpenTab: {
      /** @default 0 */
      at_ms?: number;
      kind: components["schemas"]["TabKind"];
      target: string;
    };
    /** Option */
    Option: {
      label?: {
        [key: string]: string;
      };
      value: string;
    };
    /**
     * Outcome
     * @description How an offer ended (domain 5.6).
     * @enum {unknown}
     */
    Outcome:
      | "accepted"
      | "agent_gone"
      | "assigned"
      | "assigned_unseen"
      | "conversation_closed"
      | "not_displayed"
      | "rejected"
      | "timed_out"
      | "withdrawn"
      | (string & {});
    /**
     * OverflowAct
     * @description What is done with the work then.
     * @enum {string}
     */
    OverflowAct: "end" | "to_queue" | "assign_anyway" | (string & {});
    /**
     * OverflowCause
     * @description Why a queue does not take work as it is; the first of these that holds counts.
     * @enum {string}
     */
    OverflowCause: "out_of_hours" | "work_items" | (string & {});
    /** PassedQueue */
    PassedQueue: {
      act: components["schemas"]["OverflowAct"];
      cause: components["schemas"]["OverflowCause"] | null;
      queue: string;
    };
    /**
     * PickConversation
     * @description Take an open conversation by hand (mission S6, decision 12).
     */
    PickConversation: {
      conversation_id: string;
      /** @enum {unknown} */
      name: "pick_conversation";
    };
    /**
     * Place
     * @description A waiting customer's place in the queue, 1 is next; comes when it changes, and is not numbered.
     */
    Place: {
      conversation_id: string;
      place: number;
      /** @enum {unknown} */
      t: "place";
    };
    /**
     * Position
     * @description In which lower corner of the host page the launcher stands.
     * @enum {string}
     */
    Position: "left" | "right" | (string & {});
    /**
     * Preference
     * @description What brought the winner to the front.
     * @enum {string}
     */
    Preference: "had_it" | "favoured" | (string & {});
    /** Preferences */
    Preferences: {
      body: {
        [key: string]: unknown;
      };
    };
    /** PresenceChangeShown */
    PresenceChangeShown: {
      at_ms: number;
      base: components["schemas"]["BasePresence"];
      by: string;
      by_name: string;
      cause: components["schemas"]["Cause"];
      n: number;
      presence_id: string;
    };
    /** PresenceChoice */
    PresenceChoice: {
      presence_id: string;
    };
    /** PresenceHistory */
    PresenceHistory: {
      changes: components["schemas"]["PresenceChangeShown"][];
      more: boolean;
    };
    /** PresenceShown */
    PresenceShown: {
      base: components["schemas"]["BasePresence"];
      id: string;
      name: string;
      selectable: boolean;
    };
    /**
     * Problem
     * @description A refusal as HTTP tells it (RFC 9457 section 3.1).
     */
    Problem: {
      code: components["schemas"]["Code"];
      detail: string;
      /** @default [] */
      errors?: components["schemas"]["WrongField"][];
      status: number;
      title: string;
      type: string;
    };
    /** Question */
    Question: {
      kind?: components["schemas"]["QuestionKind"];
      label?: {
        [key: string]: string;
      };
      name: string;
      /** @default [] */
      options?: components["schemas"]["Option"][];
      /** @default false */
      required?: boolean;
    };
    /**
     * QuestionKind
     * @description How a question of the pre-chat form is answered (interface 5.3).
     * @default line
     * @enum {string}
     */
    QuestionKind: "line" | "lines" | "choice" | "consent" | (string & {});
    /** QueuedStep */
    QueuedStep: {
      at_ms: number;
      classified_by: string[];
      /** @constant */
      code: "queued";
      configuration: number;
      ended: boolean;
      entrance: components["schemas"]["Entrance"];
      failures: components["schemas"]["RuleFailure"][];
      /** @default 0 */
      failures_left?: number;
      overflowed: components["schemas"]["PassedQueue"][];
      queue: string;
      route: string;
      text: string;
    };
    /** QueueShown */
    QueueShown: {
      id: string;
      name: string;
    };
    /**
     * QueueSnapshot
     * @description Everything in the stream `queue:<id>`: open work that its members may pick.
     */
    QueueSnapshot: {
      items: components["schemas"]["ItemView"][];
      /** @enum {unknown} */
      of: "queue";
    };
    /**
     * Reachability
     * @description Whether the agent's pages are there (mission decision 5).
     * @enum {unknown}
     */
    Reachability: "connected" | "gone" | "signed_out" | (string & {});
    /**
     * Refused
     * @description A command or message was not done and left nothing.
     */
    Refused: {
      /** @default false */
      again?: boolean;
      code: components["schemas"]["Code"];
      id: string;
      sentence: string;
      /** @enum {unknown} */
      t: "refused";
    };
    /**
     * RejectOffer
     * @description Decline the conversation that is offered.
     */
    RejectOffer: {
      epoch: number;
      /** @enum {unknown} */
      name: "reject_offer";
      offer_id: string;
    };
    /**
     * ReopenConversation
     * @description Open a work item of one's own in a session, taking it up again when it was parked (mission S6).
     */
    ReopenConversation: {
      conversation_id: string;
      /** @enum {unknown} */
      name: "reopen_conversation";
    };
    /**
     * ReportVisible
     * @description Say that a page of the agent is visible: offers can be shown again.
     */
    ReportVisible: {
      /** @enum {unknown} */
      name: "report_visible";
    };
    /**
     * ResetPresence
     * @description Answer the alerts; supervisors may do it for an agent of a queue that they supervise (mission N14).
     */
    ResetPresence: {
      agent_id: string;
      /** @enum {unknown} */
      name: "reset_presence";
    };
    /**
     * Result
     * @description A command or message was done and is durable.
     */
    Result: {
      /** @default null */
      conversation_id?: string | null;
      id: string;
      /** @default null */
      n?: number | null;
      /** @enum {unknown} */
      t: "result";
      /** @default null */
      version?: number | null;
    };
    /**
     * Resync
     * @description The number is too old or unknown: take a snapshot.
     */
    Resync: {
      stream: string;
      /** @enum {unknown} */
      t: "resync";
    };
    /**
     * Role
     * @description What a person may do; roles add up and none contains another (mission decision 18).
     * @enum {unknown}
     */
    Role: "administrator" | "agent" | "supervisor" | (string & {});
    /** RoutingStory */
    RoutingStory: {
      conversation_id: string;
      more: boolean;
      steps: (
        | components["schemas"]["QueuedStep"]
        | components["schemas"]["OfferedStep"]
        | components["schemas"]["UnplacedStep"]
      )[];
      what_if: components["schemas"]["WhatIf"][];
    };
    /** RuleFailure */
    RuleFailure: {
      attribute: string;
      reason: string;
      rule: string;
    };
    /**
     * SaveDraft
     * @description Keep what the agent has typed; an empty text deletes it.
     */
    SaveDraft: {
      conversation_id: string;
      /** @default message */
      field?: string;
      id: string;
      /** @enum {unknown} */
      t: "draft";
      text: string;
      version: number;
    };
    /**
     * Section
     * @description What a dashboard can hold; alerts and unsent messages stand above every one of them.
     * @enum {string}
     */
    Section: "my_work" | "open_work" | "closed_work" | (string & {});
    /**
     * Send
     * @description Write a message; the id makes it unique for ever in its conversation.
     */
    Send: {
      conversation_id: string;
      id: string;
      /** @enum {unknown} */
      t: "send";
      text: string;
    };
    /**
     * ServerBeat
     * @description Answer with a beat.
     */
    ServerBeat: {
      /** @enum {unknown} */
      t: "beat";
    };
    /**
     * SessionBody
     * @description A session was opened or changed (agent).
     */
    SessionBody: {
      /** @enum {unknown} */
      kind: "session";
      session: components["schemas"]["SessionView"];
    };
    /**
     * SessionClosedBody
     * @description A session left the panel (agent).
     */
    SessionClosedBody: {
      /** @enum {unknown} */
      kind: "session_closed";
      reason: string;
      session_id: string;
    };
    /**
     * SessionView
     * @description A session in the panel, with the conversation it shows.
     */
    SessionView: {
      accepted_at_ms: number | null;
      applications: string[];
      closes_at_ms: number | null;
      communication: components["schemas"]["Communication"];
      conversation_id: string;
      details: components["schemas"]["Detail"][];
      frees_at_ms: number | null;
      id: string;
      item: components["schemas"]["ItemView"];
      notice: components["schemas"]["NoticeGiven"] | null;
      opened_at_ms: number;
      place: number;
      read_up_to: number;
      selected_tab: string;
      tabs: components["schemas"]["OpenTab"][];
      title: string;
      values: {
        [key: string]: string;
      };
    };
    /**
     * ShowTabs
     * @description Say which application tabs a session has, and which one is looked at (mission S8).
     */
    ShowTabs: {
      /** @enum {unknown} */
      name: "show_tabs";
      /** @default  */
      selected?: string;
      session_id: string;
      tabs: components["schemas"]["OpenTab"][];
    };
    /**
     * Snapshot
     * @description Everything in a stream as it stands at number n; what changes comes as events from n + 1 on.
     */
    Snapshot: {
      body:
        | components["schemas"]["AgentSnapshot"]
        | components["schemas"]["QueueSnapshot"]
        | components["schemas"]["FloorSnapshot"]
        | components["schemas"]["TalkSnapshot"];
      n: number;
      stream: string;
      /** @enum {unknown} */
      t: "snapshot";
    };
    /**
     * SomebodyTypes
     * @description The other side is typing.
     */
    SomebodyTypes: {
      author: components["schemas"]["Author"];
      conversation_id: string;
      /** @enum {unknown} */
      t: "typing";
    };
    /**
     * Start
     * @description Begin a conversation with its first message (widget only).
     */
    Start: {
      /** @default [] */
      details?: components["schemas"]["Detail"][];
      id: string;
      /** @default null */
      notice?: components["schemas"]["NoticeShown"] | null;
      /** @enum {unknown} */
      t: "start";
      text: string;
      /** @default  */
      visitor_name?: string;
      workstream_id: string;
    };
    /**
     * State
     * @description The five states of domain 1.1, Active in its two parts.
     * @enum {unknown}
     */
    State: "accepted" | "closed" | "offered" | "open" | "waiting" | "wrap_up" | (string & {});
    /**
     * Subscribe
     * @description Ask for a stream from after a number, or for a snapshot first.
     */
    Subscribe: {
      /** @default null */
      after?: number | null;
      stream: string;
      /** @enum {unknown} */
      t: "subscribe";
    };
    /**
     * TabKind
     * @description What an application tab shows.
     * @enum {unknown}
     */
    TabKind: "application" | "earlier" | (string & {});
    /**
     * TalkBody
     * @description The conversation's public side changed (conversation).
     */
    TalkBody: {
      /** @enum {unknown} */
      kind: "talk";
      talk: components["schemas"]["TalkView"];
    };
    /**
     * TalkSnapshot
     * @description A conversation and its latest entries.
     */
    TalkSnapshot: {
      entries: components["schemas"]["Event"][];
      marks: components["schemas"]["Marks"];
      /** @enum {unknown} */
      of: "conversation";
      talk: components["schemas"]["TalkView"];
      unread_earlier: number;
    };
    /**
     * TalkView
     * @description A conversation as the customer may see it.
     */
    TalkView: {
      agent_name: string | null;
      can_end: boolean;
      created_at_ms: number;
      id: string;
      status: string;
    };
    /**
     * Typing
     * @description Say that somebody is typing; not stored, not numbered.
     */
    Typing: {
      conversation_id: string;
      /** @enum {unknown} */
      t: "typing";
    };
    /**
     * UnblockVisitor
     * @description Let a blocked visitor in again.
     */
    UnblockVisitor: {
      /** @enum {unknown} */
      name: "unblock_visitor";
      visitor_id: string;
    };
    /** UnplacedStep */
    UnplacedStep: {
      at_ms: number;
      /** @constant */
      code: "unplaced";
      configuration: number;
      failures: components["schemas"]["RuleFailure"][];
      /** @default 0 */
      failures_left?: number;
      floor: number;
      given_up: boolean;
      kept: components["schemas"]["Kept"][];
      members: number;
      near: components["schemas"]["Near"][];
      queue: string;
      text: string;
    };
    /**
     * Unsubscribe
     * @description Stop a stream; nothing is answered.
     */
    Unsubscribe: {
      stream: string;
      /** @enum {unknown} */
      t: "unsubscribe";
    };
    /** UserShown */
    UserShown: {
      id: string;
      login: string;
      name: string;
      roles: components["schemas"]["Role"][];
      supervises: string[];
    };
    /** Visit */
    Visit: {
      workstream_id: string;
    };
    /** Visitor */
    Visitor: {
      token: string;
      visitor_id: string;
    };
    /**
     * Welcome
     * @description Answer to hello: the connection is good.
     */
    Welcome: {
      beat_every_ms: number;
      build: string;
      connection_id: string;
      /** @default  */
      me_version?: string;
      now_ms: number;
      silent_after_ms: number;
      /** @enum {unknown} */
      t: "welcome";
      v: number;
      you: components["schemas"]["You"];
    };
    /** WhatIf */
    WhatIf: {
      /** @default  */
      agent?: string;
      code: components["schemas"]["WhatIfCode"];
      failure?: components["schemas"]["RuleFailure"] | null;
      /** @default [] */
      needs?: components["schemas"]["Near"][];
      text: string;
      /** @default  */
      winner?: string;
    };
    /**
     * WhatIfCode
     * @description What would have altered an outcome, or would alter it now.
     * @enum {string}
     */
    WhatIfCode:
      | "another_winner"
      | "next_in_line"
      | "could_take"
      | "no_members"
      | "rule_failed"
      | (string & {});
    /** WidgetShown */
    WidgetShown: {
      accent: string;
      greeting: {
        [key: string]: string;
      };
      greeting_more: {
        [key: string]: string;
      };
      notice: components["schemas"]["NoticeWords"] | null;
      position: components["schemas"]["Position"];
      questions: components["schemas"]["Question"][];
      show_place: boolean;
      sound: boolean;
      title: {
        [key: string]: string;
      };
      transcript: boolean;
    };
    /** WorkstreamShown */
    WorkstreamShown: {
      allowed_origins: string[];
      id: string;
      name: string;
      open_per_visitor: number;
      widget: components["schemas"]["WidgetShown"];
    };
    /**
     * WrongField
     * @description One field that can't be taken.
     */
    WrongField: {
      detail: string;
      field: string;
      place: string;
    };
    /**
     * You
     * @description As whom the server knows the client.
     */
    You: {
      id: string;
      kind: string;
      /** @default  */
      name?: string;
      /** @default [] */
      roles?: components["schemas"]["Role"][];
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  ApiAgentsListAgents: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Request fulfilled, document follows */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["AgentsListed"];
        };
      };
      /** @description Refused, or not possible now; `code` says why */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  ApiAgentsAgentIdPresencePutPresence: {
    parameters: {
      query?: never;
      header?: {
        "Idempotency-Key"?: string | null;
      };
      path: {
        agent_id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["PresenceChoice"];
      };
    };
    responses: {
      /** @description Request fulfilled, document follows */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Answer"];
        };
      };
      /** @description Refused, or not possible now; `code` says why */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  ApiAgentsAgentIdPresenceHistoryPresenceHistory: {
    parameters: {
      query?: {
        before?: number | null;
        limit?: number;
      };
      header?: never;
      path: {
        agent_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Request fulfilled, document follows */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["PresenceHistory"];
        };
      };
      /** @description Refused, or not possible now; `code` says why */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  ApiAgentsAgentIdPresenceResetResetPresence: {
    parameters: {
      query?: never;
      header?: {
        "Idempotency-Key"?: string | null;
      };
      path: {
        agent_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Request fulfilled, document follows */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Answer"];
        };
      };
      /** @description Refused, or not possible now; `code` says why */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  ApiClosedConversationsClosedConversations: {
    parameters: {
      query?: {
        before?: string | null;
        limit?: number;
        mine?: boolean;
        queue_id?: string | null;
        since_ms?: number | null;
        text?: string;
        until_ms?: number | null;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Request fulfilled, document follows */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ClosedConversations"];
        };
      };
      /** @description Refused, or not possible now; `code` says why */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  ApiClosedConversationsConversationIdClosedConversation: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        conversation_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Request fulfilled, document follows */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ClosedConversation"];
        };
      };
      /** @description Refused, or not possible now; `code` says why */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  ApiClosedConversationsConversationIdEarlierClosedEarlier: {
    parameters: {
      query?: {
        before?: string | null;
      };
      header?: never;
      path: {
        conversation_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Request fulfilled, document follows */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["EarlierConversations"];
        };
      };
      /** @description Refused, or not possible now; `code` says why */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  ApiClosedConversationsConversationIdEntriesClosedEntries: {
    parameters: {
      query?: {
        before?: number | null;
        limit?: number;
      };
      header?: never;
      path: {
        conversation_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Request fulfilled, document follows */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Entries"];
        };
      };
      /** @description Refused, or not possible now; `code` says why */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  ApiConversationsConversationIdDraftDraft: {
    parameters: {
      query?: {
        field?: string;
      };
      header?: never;
      path: {
        conversation_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Request fulfilled, document follows */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["DraftShown"];
        };
      };
      /** @description Refused, or not possible now; `code` says why */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  ApiConversationsConversationIdEarlierEarlier: {
    parameters: {
      query?: {
        before?: string | null;
      };
      header?: never;
      path: {
        conversation_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Request fulfilled, document follows */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["EarlierConversations"];
        };
      };
      /** @description Refused, or not possible now; `code` says why */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  ApiConversationsConversationIdEarlierEarlierIdEntriesEarlierEntries: {
    parameters: {
      query?: {
        before?: number | null;
        limit?: number;
      };
      header?: never;
      path: {
        conversation_id: string;
        earlier_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Request fulfilled, document follows */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Entries"];
        };
      };
      /** @description Refused, or not possible now; `code` says why */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  ApiConversationsConversationIdEntriesEntries: {
    parameters: {
      query?: {
        before?: number | null;
        limit?: number;
      };
      header?: never;
      path: {
        conversation_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Request fulfilled, document follows */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Entries"];
        };
      };
      /** @description Refused, or not possible now; `code` says why */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  ApiConversationsConversationIdForceCloseForceClose: {
    parameters: {
      query?: never;
      header?: {
        "Idempotency-Key"?: string | null;
      };
      path: {
        conversation_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Request fulfilled, document follows */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Answer"];
        };
      };
      /** @description Refused, or not possible now; `code` says why */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  ApiConversationsConversationIdRoutingRouting: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        conversation_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Request fulfilled, document follows */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["RoutingStory"];
        };
      };
      /** @description Refused, or not possible now; `code` says why */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  ApiDashboardsDefaultSetDefaultDashboard: {
    parameters: {
      query?: never;
      header?: {
        "Idempotency-Key"?: string | null;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["DashboardChoice"];
      };
    };
    responses: {
      /** @description Request fulfilled, document follows */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Answer"];
        };
      };
      /** @description Refused, or not possible now; `code` says why */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  ApiMeMe: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Request fulfilled, document follows */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Me"];
        };
      };
      /** @description Nobody is signed in. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Refused, or not possible now; `code` says why */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  ApiMePreferencesReadPreferences: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Request fulfilled, document follows */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Preferences"];
        };
      };
      /** @description Refused, or not possible now; `code` says why */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  ApiMePreferencesChangePreferences: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["Preferences"];
      };
    };
    responses: {
      /** @description Request fulfilled, document follows */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Preferences"];
        };
      };
      /** @description Refused, or not possible now; `code` says why */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  ApiNoticesVersionNotice: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        version: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Request fulfilled, document follows */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["NoticeRead"];
        };
      };
      /** @description Refused, or not possible now; `code` says why */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  ApiOffersOfferIdOffer: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        offer_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Request fulfilled, document follows */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["OfferStanding"];
        };
      };
      /** @description Refused, or not possible now; `code` says why */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  ApiOffersOfferIdAcceptAcceptOffer: {
    parameters: {
      query?: never;
      header?: {
        "Idempotency-Key"?: string | null;
      };
      path: {
        offer_id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["OfferAnswer"];
      };
    };
    responses: {
      /** @description Request fulfilled, document follows */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Answer"];
        };
      };
      /** @description Refused, or not possible now; `code` says why */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  ApiOffersOfferIdRejectRejectOffer: {
    parameters: {
      query?: never;
      header?: {
        "Idempotency-Key"?: string | null;
      };
      path: {
        offer_id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["OfferAnswer"];
      };
    };
    responses: {
      /** @description Request fulfilled, document follows */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Answer"];
        };
      };
      /** @description Refused, or not possible now; `code` says why */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  ApiPasswordChangePassword: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["NewPassword"];
      };
    };
    responses: {
      /** @description Request fulfilled, nothing follows */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Refused, or not possible now; `code` says why */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  ApiSignInSignIn: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["Credentials"];
      };
    };
    responses: {
      /** @description Request fulfilled, document follows */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Me"];
        };
      };
      /** @description Refused, or not possible now; `code` says why */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  ApiSignOutSignOut: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Request fulfilled, nothing follows */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Refused, or not possible now; `code` says why */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  ApiSignOutEverywhereSignOutEverywhere: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Request fulfilled, nothing follows */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Refused, or not possible now; `code` says why */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  ApiWidgetVisitsVisit: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["Visit"];
      };
    };
    responses: {
      /** @description Document created, URL follows */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Visitor"];
        };
      };
      /** @description Refused, or not possible now; `code` says why */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  ApiWidgetWorkstreamsWorkstreamIdWorkstream: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        workstream_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Request fulfilled, document follows */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["WorkstreamShown"];
        };
      };
      /** @description Refused, or not possible now; `code` says why */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  ApiWidgetWorkstreamsWorkstreamIdAvailabilityAvailability: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        workstream_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Request fulfilled, document follows */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Availability"];
        };
      };
      /** @description Refused, or not possible now; `code` says why */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  WidgetFrameFrame: {
    parameters: {
      query?: {
        host?: string;
        workstream?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Request fulfilled, document follows */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": string;
        };
      };
      /** @description Refused, or not possible now; `code` says why */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  WidgetLoaderJsLoader: {
    parameters: {
      query?: {
        workstream?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Request fulfilled, document follows */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": string;
        };
      };
      /** @description Refused, or not possible now; `code` says why */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
}

export type AcceptOffer = components["schemas"]["AcceptOffer"];
export type AgentListed = components["schemas"]["AgentListed"];
export type AgentShown = components["schemas"]["AgentShown"];
export type AgentSnapshot = components["schemas"]["AgentSnapshot"];
export type AgentView = components["schemas"]["AgentView"];
export type AgentsListed = components["schemas"]["AgentsListed"];
export type AlertCause = components["schemas"]["AlertCause"];
export type AlertView = components["schemas"]["AlertView"];
export type Answer = components["schemas"]["Answer"];
export type ApplicationShown = components["schemas"]["ApplicationShown"];
export type ArrangeSessions = components["schemas"]["ArrangeSessions"];
export type Author = components["schemas"]["Author"];
export type AuthorRole = components["schemas"]["AuthorRole"];
export type AutoAssign = components["schemas"]["AutoAssign"];
export type Availability = components["schemas"]["Availability"];
export type Bar = components["schemas"]["Bar"];
export type BasePresence = components["schemas"]["BasePresence"];
export type Beat = components["schemas"]["Beat"];
export type BlockVisitor = components["schemas"]["BlockVisitor"];
export type Bye = components["schemas"]["Bye"];
export type CaughtUp = components["schemas"]["CaughtUp"];
export type Cause = components["schemas"]["Cause"];
export type ChannelKind = components["schemas"]["ChannelKind"];
export type ChoosePresence = components["schemas"]["ChoosePresence"];
export type CloseSession = components["schemas"]["CloseSession"];
export type ClosedBy = components["schemas"]["ClosedBy"];
export type ClosedConversation = components["schemas"]["ClosedConversation"];
export type ClosedConversations = components["schemas"]["ClosedConversations"];
export type ClosedView = components["schemas"]["ClosedView"];
export type Code = components["schemas"]["Code"];
export type Communication = components["schemas"]["Communication"];
export type ConfirmDisplayed = components["schemas"]["ConfirmDisplayed"];
export type Credentials = components["schemas"]["Credentials"];
export type CustomerLink = components["schemas"]["CustomerLink"];
export type Dashboard = components["schemas"]["Dashboard"];
export type DashboardChoice = components["schemas"]["DashboardChoice"];
export type Desktop = components["schemas"]["Desktop"];
export type Detail = components["schemas"]["Detail"];
export type Do = components["schemas"]["Do"];
export type DraftShown = components["schemas"]["DraftShown"];
export type Earlier = components["schemas"]["Earlier"];
export type EarlierConversations = components["schemas"]["EarlierConversations"];
export type EndByCustomer = components["schemas"]["EndByCustomer"];
export type EndConversation = components["schemas"]["EndConversation"];
export type Ended = components["schemas"]["Ended"];
export type Entrance = components["schemas"]["Entrance"];
export type Entries = components["schemas"]["Entries"];
export type Event = components["schemas"]["Event"];
export type ExtendOffer = components["schemas"]["ExtendOffer"];
export type Fault = components["schemas"]["Fault"];
export type FloorSnapshot = components["schemas"]["FloorSnapshot"];
export type FocusSession = components["schemas"]["FocusSession"];
export type ForceClose = components["schemas"]["ForceClose"];
export type FromClient = components["schemas"]["FromClient"];
export type FromServer = components["schemas"]["FromServer"];
export type Hello = components["schemas"]["Hello"];
export type Icon = components["schemas"]["Icon"];
export type ItemBody = components["schemas"]["ItemBody"];
export type ItemGoneBody = components["schemas"]["ItemGoneBody"];
export type ItemView = components["schemas"]["ItemView"];
export type Kept = components["schemas"]["Kept"];
export type LineView = components["schemas"]["LineView"];
export type Mark = components["schemas"]["Mark"];
export type Marks = components["schemas"]["Marks"];
export type MarksChanged = components["schemas"]["MarksChanged"];
export type Me = components["schemas"]["Me"];
export type MeBody = components["schemas"]["MeBody"];
export type MeChanged = components["schemas"]["MeChanged"];
export type MemberBody = components["schemas"]["MemberBody"];
export type MemberGoneBody = components["schemas"]["MemberGoneBody"];
export type MessageBody = components["schemas"]["MessageBody"];
export type Near = components["schemas"]["Near"];
export type NewPassword = components["schemas"]["NewPassword"];
export type Notice = components["schemas"]["Notice"];
export type NoticeBody = components["schemas"]["NoticeBody"];
export type NoticeGiven = components["schemas"]["NoticeGiven"];
export type NoticeRead = components["schemas"]["NoticeRead"];
export type NoticeShown = components["schemas"]["NoticeShown"];
export type NoticeWords = components["schemas"]["NoticeWords"];
export type NotificationView = components["schemas"]["NotificationView"];
export type OfferAnswer = components["schemas"]["OfferAnswer"];
export type OfferBody = components["schemas"]["OfferBody"];
export type OfferEndedBody = components["schemas"]["OfferEndedBody"];
export type OfferStanding = components["schemas"]["OfferStanding"];
export type OfferView = components["schemas"]["OfferView"];
export type OfferedStep = components["schemas"]["OfferedStep"];
export type OpenTab = components["schemas"]["OpenTab"];
export type Option = components["schemas"]["Option"];
export type Outcome = components["schemas"]["Outcome"];
export type OverflowAct = components["schemas"]["OverflowAct"];
export type OverflowCause = components["schemas"]["OverflowCause"];
export type PassedQueue = components["schemas"]["PassedQueue"];
export type PickConversation = components["schemas"]["PickConversation"];
export type Place = components["schemas"]["Place"];
export type Position = components["schemas"]["Position"];
export type Preference = components["schemas"]["Preference"];
export type Preferences = components["schemas"]["Preferences"];
export type PresenceChangeShown = components["schemas"]["PresenceChangeShown"];
export type PresenceChoice = components["schemas"]["PresenceChoice"];
export type PresenceHistory = components["schemas"]["PresenceHistory"];
export type PresenceShown = components["schemas"]["PresenceShown"];
export type Problem = components["schemas"]["Problem"];
export type Question = components["schemas"]["Question"];
export type QuestionKind = components["schemas"]["QuestionKind"];
export type QueueShown = components["schemas"]["QueueShown"];
export type QueueSnapshot = components["schemas"]["QueueSnapshot"];
export type QueuedStep = components["schemas"]["QueuedStep"];
export type Reachability = components["schemas"]["Reachability"];
export type Refused = components["schemas"]["Refused"];
export type RejectOffer = components["schemas"]["RejectOffer"];
export type ReopenConversation = components["schemas"]["ReopenConversation"];
export type ReportVisible = components["schemas"]["ReportVisible"];
export type ResetPresence = components["schemas"]["ResetPresence"];
export type Result = components["schemas"]["Result"];
export type Resync = components["schemas"]["Resync"];
export type Role = components["schemas"]["Role"];
export type RoutingStory = components["schemas"]["RoutingStory"];
export type RuleFailure = components["schemas"]["RuleFailure"];
export type SaveDraft = components["schemas"]["SaveDraft"];
export type Section = components["schemas"]["Section"];
export type Send = components["schemas"]["Send"];
export type ServerBeat = components["schemas"]["ServerBeat"];
export type SessionBody = components["schemas"]["SessionBody"];
export type SessionClosedBody = components["schemas"]["SessionClosedBody"];
export type SessionView = components["schemas"]["SessionView"];
export type ShowTabs = components["schemas"]["ShowTabs"];
export type Snapshot = components["schemas"]["Snapshot"];
export type SomebodyTypes = components["schemas"]["SomebodyTypes"];
export type Start = components["schemas"]["Start"];
export type State = components["schemas"]["State"];
export type Subscribe = components["schemas"]["Subscribe"];
export type TabKind = components["schemas"]["TabKind"];
export type TalkBody = components["schemas"]["TalkBody"];
export type TalkSnapshot = components["schemas"]["TalkSnapshot"];
export type TalkView = components["schemas"]["TalkView"];
export type Typing = components["schemas"]["Typing"];
export type UnblockVisitor = components["schemas"]["UnblockVisitor"];
export type UnplacedStep = components["schemas"]["UnplacedStep"];
export type Unsubscribe = components["schemas"]["Unsubscribe"];
export type UserShown = components["schemas"]["UserShown"];
export type Visit = components["schemas"]["Visit"];
export type Visitor = components["schemas"]["Visitor"];
export type Welcome = components["schemas"]["Welcome"];
export type WhatIf = components["schemas"]["WhatIf"];
export type WhatIfCode = components["schemas"]["WhatIfCode"];
export type WidgetShown = components["schemas"]["WidgetShown"];
export type WorkstreamShown = components["schemas"]["WorkstreamShown"];
export type WrongField = components["schemas"]["WrongField"];
export type You = components["schemas"]["You"];
