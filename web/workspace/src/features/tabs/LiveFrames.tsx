/** Draws the pages of applications, all that are alive; one at most is seen, over its place in the page. */

import { makeStyles, tokens } from "@fluentui/react-components";
import { useStore } from "zustand";
import { useTabsDesk } from "./desk";

const useStyles = makeStyles({
  frame: {
    position: "fixed",
    border: "none",
    // What a page leaves blank is white, also in the dark: so it would be in a window of its own.
    backgroundColor: "white",
    colorScheme: "light",
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: "-2px" },
  },
});

/** Stands behind the page's `main`, so that Tab goes from the application's tools into it and on. */
export function LiveFrames() {
  const styles = useStyles();
  const { frames } = useTabsDesk();
  const { frames: all, shownId, box } = useStore(frames.store);
  return all
    .filter((frame) => frame.shownAt > 0)
    .map((frame) => {
      const isShown = frame.id === shownId && box !== null;
      const { clip, ...place } = box ?? { left: 0, top: 0, width: 640, height: 480, clip: "none" };
      return (
        <iframe
          key={`${frame.id} ${frame.loads}`}
          id={frame.id}
          title={frame.name}
          src={frame.address}
          className={styles.frame}
          // Not taken out of the layout: a page that is hidden so forgets where it was scrolled to.
          style={{ ...place, clipPath: clip, visibility: isShown ? "visible" : "hidden" }}
          sandbox={frame.sandbox}
          referrerPolicy="no-referrer"
          onLoad={() => frames.onLoaded(frame.id)}
        />
      );
    });
}
