import type {
  ChannelName,
  Delivery,
  DeliveryChannel,
  Receipt,
} from '../../src/ports/delivery-channel.ts';

type Behaviour = 'deliver' | 'arrive-silently' | 'lose' | 'throw' | 'later' | 'impossible';

/** A platform that remembers what arrived and can be asked about it. */
export class RecordingChannel implements DeliveryChannel {
  readonly name: ChannelName;
  readonly arrived: string[] = [];
  readonly told: Delivery[] = [];
  #plan: Behaviour[] = [];

  constructor(name: ChannelName = 'slack') {
    this.name = name;
  }

  /** How the next tries go; after them all is well. */
  plan(...behaviours: Behaviour[]): void {
    this.#plan = behaviours;
  }

  reaches(): boolean {
    return true;
  }

  async deliver(delivery: Delivery): Promise<Receipt> {
    const behaviour = this.#plan.shift() ?? 'deliver';
    if (behaviour === 'throw') throw new Error('连接断了');
    if (behaviour === 'later') return { kind: 'later', afterMs: 1000, why: '限流' };
    if (behaviour === 'impossible') return { kind: 'impossible', why: '不在这个平台' };
    if (behaviour === 'lose') return { kind: 'unknown', why: '没有回音' };
    this.arrived.push(delivery.key);
    this.told.push(delivery);
    return behaviour === 'deliver'
      ? { kind: 'delivered', reference: `m${this.arrived.length}` }
      : { kind: 'unknown', why: '没有回音' };
  }

  async lookUp({ key }: Delivery): Promise<Receipt | null> {
    return this.arrived.includes(key) ? { kind: 'delivered', reference: 'found' } : null;
  }
}
