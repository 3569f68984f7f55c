/** Changes lists of things that have an id, the way that stream entries ask for it. */

/** Put a whole value in the place of the one with its id, or at the end. */
export function put<T extends { id: string }>(list: readonly T[], value: T): T[] {
  const known = list.some((one) => one.id === value.id);
  return known ? list.map((one) => (one.id === value.id ? value : one)) : [...list, value];
}

export function without<T extends { id: string }>(list: readonly T[], id: string): T[] {
  return list.filter((one) => one.id !== id);
}
