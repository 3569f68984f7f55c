/** Reads and writes the kept values in a browser's storage, which may be blocked, full or shared. */

export const PREFIX = "cordboard:";

/** Where the kept values of one workstream are: nothing else of the host page is read or written. */
export function prefixOf(workstreamId: string): string {
  return `${PREFIX}${workstreamId}:`;
}

/** A getter, for in some browsers even naming a blocked storage throws. */
export type FindStorage = () => Storage;

export function readStored(find: FindStorage, prefix: string): Record<string, string> {
  try {
    const storage = find();
    const keys = Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? "");
    const ours = keys.filter((key) => key.startsWith(prefix));
    return Object.fromEntries(ours.map((key) => [key.slice(prefix.length), storage.getItem(key) ?? ""]));
  } catch {
    // Blocked storage: the values live as long as the page.
    return {};
  }
}

export function writeStored(find: FindStorage, fullKey: string, value: string | null): void {
  try {
    if (value === null) find().removeItem(fullKey);
    else find().setItem(fullKey, value);
  } catch {
    // Blocked or full: the caller keeps the value in memory anyway.
  }
}

/** Whether anything that is written will be there on the next page. */
export function canStore(find: FindStorage, prefix: string): boolean {
  try {
    const storage = find();
    storage.setItem(`${prefix}try`, "1");
    storage.removeItem(`${prefix}try`);
    return true;
  } catch {
    return false;
  }
}
