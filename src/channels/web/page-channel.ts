import type { Delivery, DeliveryChannel } from '../../ports/delivery-channel.ts';

/** The page's inbox: what the outbox has marked as delivered stands in it, so that nothing can be lost between. */
export class PageChannel implements DeliveryChannel {
  readonly name = 'page';

  reaches(): boolean {
    return true;
  }

  async deliver({ turnId }: Delivery) {
    return { kind: 'delivered', reference: turnId } as const;
  }
}
