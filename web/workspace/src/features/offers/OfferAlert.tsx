/** Draws one offer as an alert: who asks, what is known, how long there is to answer (mission N1, N8). */

import { Button, Card, makeStyles, Subtitle2, Text, tokens } from "@fluentui/react-components";
import { useLingui } from "@lingui/react/macro";
import { useEffect, useId } from "react";
import type { OfferView } from "../../api";
import { useLink } from "../../realtime";
import { DENSITY } from "../../ui";
import { DetailList, Details } from "../customers";
import { useShortcut, withKey } from "../shortcuts";
import type { Answer } from "./answering";
import { Countdown, MoreTime } from "./Countdown";
import { acceptText, alertTitle, byItself, type Line, linesOf, rejectText } from "./look";
import { OfferIcon } from "./OfferIcon";
import { OBSTACLES, type Obstacle } from "./obstacle";
import { browserScreen, whenPainted } from "./painted";
import { useObstacle } from "./useObstacle";
import { useWarning } from "./useWarning";

const LID = `linear-gradient(transparent, ${tokens.colorNeutralBackground1} 70%)`;
const SHADOW = `linear-gradient(transparent, ${tokens.colorNeutralStroke1})`;

const useStyles = makeStyles({
  card: {
    flexShrink: 0,
    gap: DENSITY.gap,
    padding: "12px",
    border: `2px solid ${tokens.colorBrandStroke1}`,
    borderRadius: tokens.borderRadiusLarge,
    boxShadow: tokens.shadow8,
    // What sticks in it sticks to the list of offers, which scrolls.
    overflow: "visible",
  },
  head: { display: "flex", alignItems: "flex-start", gap: "8px" },
  icon: { flexShrink: 0, fontSize: "20px", lineHeight: 1, color: tokens.colorBrandForeground1 },
  title: {
    margin: 0,
    minWidth: 0,
    overflowWrap: "anywhere",
    display: "-webkit-box",
    WebkitLineClamp: 4,
    WebkitBoxOrient: "vertical",
    overflow: "hidden",
  },
  about: {
    maxHeight: "136px",
    overflow: "auto",
    // A shadow at the lower edge for as long as there is more below: the lid moves with the text, it doesn't.
    backgroundImage: `${LID}, ${SHADOW}`,
    backgroundPosition: "bottom",
    backgroundRepeat: "no-repeat",
    backgroundSize: "100% 28px, 100% 12px",
    backgroundAttachment: "local, scroll",
    scrollbarWidth: "thin",
    paddingBottom: "4px",
  },
  quiet: { color: tokens.colorNeutralForeground2, overflowWrap: "anywhere" },
  // Long details scroll behind the buttons: whoever has little room still sees what can be pressed.
  actions: {
    position: "sticky",
    bottom: 0,
    zIndex: 1,
    display: "flex",
    flexWrap: "wrap",
    gap: "8px",
    paddingBlock: "4px",
    backgroundColor: tokens.colorNeutralBackground1,
  },
  action: { flexGrow: 1, minWidth: 0, maxWidth: "100%", overflowWrap: "anywhere" },
});

interface OfferAlertProps {
  offer: OfferView;
  answering: boolean;
  /** The keys answer this one. */
  oldest: boolean;
  onAnswer(offer: OfferView, answer: Answer): void;
}

export function OfferAlert({ offer, answering, oldest, onAnswer }: OfferAlertProps) {
  const { i18n } = useLingui();
  const styles = useStyles();
  const titleId = useId();
  const aboutId = useId();
  const title = alertTitle(i18n, offer);
  const obstacle = useObstacle(offer.expires_at_ms);
  const blocked = answering || obstacle !== null;
  useConfirmDisplayed(offer);
  useWarning(offer, title);
  return (
    <Card
      role="alertdialog"
      aria-modal={false}
      aria-labelledby={titleId}
      aria-describedby={aboutId}
      className={styles.card}
    >
      <div className={styles.head}>
        <span className={styles.icon}>
          <OfferIcon icon={offer.notification.icon} channel={offer.channel} />
        </span>
        <Subtitle2 as="h2" id={titleId} className={styles.title} title={title}>
          <bdi>{title}</bdi>
        </Subtitle2>
      </div>
      <div id={aboutId}>
        <About offer={offer} />
        <ByItself offer={offer} />
      </div>
      <Time offer={offer} obstacle={obstacle} />
      <div className={styles.actions}>
        <Answers offer={offer} blocked={blocked} oldest={oldest} onAnswer={onAnswer} />
        <MoreTime offer={offer} blocked={blocked} className={styles.action} />
      </div>
    </Card>
  );
}

/** The template's lines, or the details that the workstream chooses (mission N11). */
function About({ offer }: { offer: OfferView }) {
  const { t, i18n } = useLingui();
  const styles = useStyles();
  const lines = linesOf(i18n, offer);
  if (lines?.length === 0) return null;
  return (
    <section
      aria-label={t`About the customer`}
      className={styles.about}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolled by keyboard
      tabIndex={0}
    >
      {lines === null ? <Standard offer={offer} /> : <Lines lines={lines} />}
    </section>
  );
}

function Lines({ lines }: { lines: readonly Line[] }) {
  return <DetailList rows={lines} />;
}

function Standard({ offer }: { offer: OfferView }) {
  const { t } = useLingui();
  const styles = useStyles();
  return (
    <>
      <Text size={200} className={styles.quiet}>{t`Queue: ${offer.queue_name}`}</Text>
      <Details details={offer.details} />
    </>
  );
}

/** Whoever can't reject shall know what happens to them. */
function ByItself({ offer }: { offer: OfferView }) {
  const { i18n } = useLingui();
  const styles = useStyles();
  const text = byItself(offer);
  if (text === null) return null;
  return (
    <Text block size={200} className={styles.quiet}>
      {i18n._(text)}
    </Text>
  );
}

/** After the end there is nothing to count: the server's word is on its way. */
function Time({ offer, obstacle }: { offer: OfferView; obstacle: Obstacle | null }) {
  const { i18n } = useLingui();
  const styles = useStyles();
  return (
    <>
      {offer.show_countdown && obstacle !== "over" && <Countdown offer={offer} />}
      {obstacle !== null && (
        <Text size={200} className={styles.quiet}>
          {i18n._(OBSTACLES[obstacle])}
        </Text>
      )}
    </>
  );
}

interface AnswersProps {
  offer: OfferView;
  blocked: boolean;
  oldest: boolean;
  onAnswer(offer: OfferView, answer: Answer): void;
}

function Answers({ offer, blocked, oldest, onAnswer }: AnswersProps) {
  const { i18n } = useLingui();
  const styles = useStyles();
  const accept = useShortcut("accept_offer");
  const reject = useShortcut("reject_offer");
  const [yes, no] = [acceptText(i18n, offer), rejectText(i18n, offer)];
  return (
    <>
      <Button
        appearance="primary"
        className={styles.action}
        data-offer-accept={offer.id}
        disabledFocusable={blocked}
        title={oldest ? withKey(yes, accept) : undefined}
        aria-keyshortcuts={oldest ? accept.aria : undefined}
        onClick={() => onAnswer(offer, "accept_offer")}
      >
        <bdi>{yes}</bdi>
      </Button>
      {offer.rejectable && (
        <Button
          className={styles.action}
          disabledFocusable={blocked}
          title={oldest ? withKey(no, reject) : undefined}
          aria-keyshortcuts={oldest ? reject.aria : undefined}
          onClick={() => onAnswer(offer, "reject_offer")}
        >
          <bdi>{no}</bdi>
        </Button>
      )}
    </>
  );
}

function useConfirmDisplayed(offer: OfferView): void {
  const { connection } = useLink();
  const { id, displayed } = offer;
  useEffect(() => {
    if (displayed) return;
    return whenPainted(browserScreen, () => {
      connection.do({ name: "confirm_displayed", offer_id: id }).catch(() => {
        // The offer ended in between: its end comes by the stream and says how.
      });
    });
  }, [connection, id, displayed]);
}
