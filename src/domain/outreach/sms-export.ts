import type { Draft } from './draft.ts';

/**
 * A row for the bank's own SMS platform, which knows the client's number by the id and signs by
 * itself. `text` is the approved one with its signature, `textHash` what the log keeps of it.
 */
export function smsExportRow({
  draftId,
  clientId,
  text,
  state,
  skeletonId,
  skeletonVersion,
}: Draft) {
  const signature = /^【[^】]*】/.exec(text)?.[0] ?? '';
  return {
    draft_id: draftId,
    client_id: clientId,
    template: `${skeletonId}/${skeletonVersion}`,
    signature,
    content: text.slice(signature.length),
    text_hash: state.approvedHash,
  };
}
