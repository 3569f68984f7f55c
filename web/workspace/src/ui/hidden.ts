/** Hides from the eye what only screen readers need. */

import { makeStyles } from "@fluentui/react-components";

const useStyles = makeStyles({
  hidden: {
    position: "absolute",
    width: "1px",
    height: "1px",
    margin: "-1px",
    padding: 0,
    overflow: "hidden",
    clipPath: "inset(50%)",
    whiteSpace: "nowrap",
    border: 0,
  },
});

/** Return the class of something that is read but not seen. */
export function useHidden(): string {
  return useStyles().hidden;
}
