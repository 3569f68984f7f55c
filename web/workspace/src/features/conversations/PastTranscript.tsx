/** Draws the transcript of a conversation that is over, read page by page. */

import { makeStyles, Spinner, Text } from "@fluentui/react-components";
import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";
import { Failed } from "../../ui";
import type { Fetched } from "./earlier";
import { Transcript } from "./Transcript";
import type { Talk } from "./talk";
import type { Receipt } from "./transcript";

const useStyles = makeStyles({
  page: { display: "flex", flexDirection: "column", height: "100%", minHeight: 0 },
  message: { padding: "16px" },
});

const NO_RECEIPTS: ReadonlyMap<number, Receipt> = new Map();

interface PastTranscriptProps {
  talk: Fetched<Talk>;
  /** How the customer is called where they gave no name. */
  customer: string;
  label: string;
  /** Said when it can't be fetched. */
  failure: string;
  onLoad(): void;
}

export function PastTranscript({ talk, customer, label, failure, onLoad }: PastTranscriptProps) {
  const { t } = useLingui();
  const styles = useStyles();
  const { value, loading, failed } = talk;
  const lines = useMemo(() => value?.lines ?? [], [value]);
  const isEmpty = value !== null && lines.length === 0;
  return (
    <div className={styles.page}>
      {failed !== null && <Failed what={failure} code={failed} onRetry={onLoad} />}
      {value === null && failed === null && <Spinner className={styles.message} label={t`Loading …`} />}
      {isEmpty && <Text className={styles.message}>{t`Nothing was written in this conversation.`}</Text>}
      {value !== null && !isEmpty && (
        <Transcript
          lines={lines}
          origin={value.origin}
          customer={customer}
          receipts={NO_RECEIPTS}
          older={{ hasOlder: value.hasOlder, loading, failed: failed !== null, load: onLoad }}
          label={label}
        />
      )}
    </div>
  );
}
