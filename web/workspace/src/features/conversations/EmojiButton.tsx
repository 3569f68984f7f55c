/** Draws the button that opens the emoji; leaving them leads back to where one was writing. */

import { Button, Popover, PopoverSurface, PopoverTrigger, Spinner } from "@fluentui/react-components";
import { EmojiRegular } from "@fluentui/react-icons";
import { useLingui } from "@lingui/react/macro";
import { lazy, type RefObject, Suspense, useState } from "react";
import { insertAtCaret } from "./caret";

const EmojiPicker = lazy(() => import("./EmojiPicker"));

export function EmojiButton({ box }: { box: RefObject<HTMLTextAreaElement | null> }) {
  const { t } = useLingui();
  const [open, setOpen] = useState(false);

  function change(opened: boolean) {
    setOpen(opened);
    // The box keeps its caret while it is not focused.
    if (!opened) requestAnimationFrame(() => box.current?.focus());
  }

  return (
    <Popover open={open} trapFocus onOpenChange={(_, data) => change(data.open)}>
      <PopoverTrigger disableButtonEnhancement>
        <Button appearance="subtle" icon={<EmojiRegular />} aria-label={t`Emoji`} title={t`Emoji`} />
      </PopoverTrigger>
      <PopoverSurface aria-label={t`Emoji`}>
        <Suspense fallback={<Spinner size="tiny" label={t`Loading …`} />}>
          <EmojiPicker
            onPick={(sign) => {
              setOpen(false);
              requestAnimationFrame(() => {
                if (box.current !== null) insertAtCaret(box.current, sign);
              });
            }}
          />
        </Suspense>
      </PopoverSurface>
    </Popover>
  );
}
