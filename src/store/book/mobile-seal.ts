import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';
import { GuichaoError } from '../../domain/errors.ts';

/** How mobiles are kept: as they are, or encrypted under the bank's key. */
export interface MobileSeal {
  readonly sealed: boolean;
  close(mobile: string): string;
  open(stored: string): string;
}

const mark = 'v1:';
export const isSealed = (stored: string): boolean => stored.startsWith(mark);

const lockedOut = (cause?: unknown): GuichaoError =>
  new GuichaoError(
    'settings',
    '手机号是加密存的，解不开：请设回导入时用的 GUICHAO_MOBILE_KEY。',
    cause === undefined ? undefined : { cause },
  );

const plain: MobileSeal = {
  sealed: false,
  close: (mobile) => mobile,
  open: (stored) => {
    if (isSealed(stored)) throw lockedOut();
    return stored;
  },
};

/**
 * AES-256-GCM with a nonce made of the number itself: the same number gives the same text, so that
 * importing a file again changes nothing, and different numbers never share a nonce.
 */
function underKey(key: string): MobileSeal {
  const derive = (use: string) => Buffer.from(hkdfSync('sha256', key, '', `guichao ${use}`, 32));
  const [cipherKey, nonceKey] = [derive('mobile'), derive('mobile nonce')];
  return {
    sealed: true,
    close(mobile) {
      const nonce = createHmac('sha256', nonceKey).update(mobile).digest().subarray(0, 12);
      const cipher = createCipheriv('aes-256-gcm', cipherKey, nonce);
      const body = Buffer.concat([cipher.update(mobile, 'utf8'), cipher.final()]);
      return mark + Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64');
    },
    open(stored) {
      if (!isSealed(stored)) return stored;
      const bytes = Buffer.from(stored.slice(mark.length), 'base64');
      try {
        const decipher = createDecipheriv('aes-256-gcm', cipherKey, bytes.subarray(0, 12));
        decipher.setAuthTag(bytes.subarray(12, 28));
        return decipher.update(bytes.subarray(28)).toString('utf8') + decipher.final('utf8');
      } catch (cause) {
        throw lockedOut(cause);
      }
    },
  };
}

export function mobileSeal(key: string | null | undefined): MobileSeal {
  return key === null || key === undefined ? plain : underKey(key);
}
