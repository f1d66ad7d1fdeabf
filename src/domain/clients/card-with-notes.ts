import { type OutreachChannel, outreachChannels } from './client.ts';
import type { ClientCard } from './client-card.ts';
import type { ClientNotes, MarketingStop } from './client-notes.ts';
import type { Consent } from './client-records.ts';

const contactsShown = 20;

function stoppedOn(channel: OutreachChannel, consent: Consent, stops: readonly MarketingStop[]) {
  const days = stops
    .filter((stop) => stop.channel === 'all' || stop.channel === channel)
    .map((stop) => stop.requestedOn)
    .filter((day) => day >= consent.grantedOn);
  return days.length === 0 ? null : Math.min(...days);
}

/** A consent as it stands after the client's wishes; one for all channels is taken apart where they differ. */
function afterStops(consent: Consent, stops: readonly MarketingStop[]): Consent[] {
  if (consent.purpose !== 'marketing' || consent.revokedOn !== null) return [consent];
  const channels = consent.channel === 'all' ? outreachChannels : [consent.channel];
  const each = channels.map((channel) => {
    const revokedOn = stoppedOn(channel, consent, stops);
    return { ...consent, channel, revokedOn };
  });
  return each.some((one) => one.revokedOn !== null) ? each : [consent];
}

/** A client's card with what was recorded in conversations. */
export function cardWithNotes(card: ClientCard, notes: ClientNotes): ClientCard {
  const contacts = [...card.contacts, ...notes.contacts].sort(
    (a, b) => b.contactedAtSeconds - a.contactedAtSeconds,
  );
  return {
    ...card,
    contacts: contacts.slice(0, contactsShown),
    tags: [...notes.tags, ...card.tags].sort((a, b) => b.enteredOn - a.enteredOn),
    consents: card.consents.flatMap((consent) => afterStops(consent, notes.stops)),
  };
}
