import { createHash, createSign, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';
import { encodeCBOR, type CBORType } from '@levischuck/tiny-cbor';

/** What an authenticator is made to do wrongly. */
export interface PasskeyFault {
  /** Another place than the one it was asked at. */
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  readonly type?: string;
  /** Nobody's finger, nobody's PIN. */
  readonly withoutVerification?: boolean;
  readonly withoutPresence?: boolean;
  readonly counter?: number;
  /** Bits of the signature turned round. */
  readonly badSignature?: boolean;
  readonly userHandle?: string;
}

const sha256 = (data: string | Buffer): Buffer => createHash('sha256').update(data).digest();

/**
 * An authenticator in software (WebAuthn Level 3 §6): an ES256 key, bound to an origin, with a counter. It answers what
 * a browser would, as JSON text.
 */
export class SoftPasskey {
  private readonly id = randomBytes(32);
  private readonly key: KeyObject;
  private readonly publicKey: KeyObject;
  private handle = '';
  counter = 0;

  constructor(private readonly origin: string) {
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.key = pair.privateKey;
    this.publicKey = pair.publicKey;
  }

  /** The answer to options of a registration. */
  register(optionsJson: string, fault: PasskeyFault = {}): string {
    const options = JSON.parse(optionsJson) as {
      challenge: string;
      rp: { id: string };
      user: { id: string };
    };
    this.handle = options.user.id;
    const authData = this.authData(fault.rpId ?? options.rp.id, fault, true);
    const attestation = new Map<string, CBORType>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', new Uint8Array(authData)],
    ]);
    return this.answer({
      clientDataJSON: this.clientData('webauthn.create', options.challenge, fault).toString('base64url'),
      attestationObject: Buffer.from(encodeCBOR(attestation)).toString('base64url'),
      transports: ['internal'],
    });
  }

  /** The answer to options of an authentication. */
  show(optionsJson: string, fault: PasskeyFault = {}): string {
    const options = JSON.parse(optionsJson) as { challenge: string; rpId: string };
    this.counter += 1;
    const authData = this.authData(fault.rpId ?? options.rpId, fault, false);
    const clientData = this.clientData('webauthn.get', options.challenge, fault);
    const signature = createSign('sha256')
      .update(Buffer.concat([authData, sha256(clientData)]))
      .sign(this.key);
    if (fault.badSignature) signature[signature.length - 1]! ^= 1;
    return this.answer({
      clientDataJSON: clientData.toString('base64url'),
      authenticatorData: authData.toString('base64url'),
      signature: signature.toString('base64url'),
      userHandle: fault.userHandle ?? this.handle,
    });
  }

  private answer(response: object): string {
    const id = this.id.toString('base64url');
    return JSON.stringify({ id, rawId: id, type: 'public-key', clientExtensionResults: {}, response });
  }

  private clientData(type: string, challenge: string, fault: PasskeyFault): Buffer {
    return Buffer.from(
      JSON.stringify({
        type: fault.type ?? type,
        challenge: fault.challenge ?? challenge,
        origin: fault.origin ?? this.origin,
        crossOrigin: false,
      }),
    );
  }

  /** §6.1: RP id hash, flags, counter, and for a new key its data. */
  private authData(rpId: string, fault: PasskeyFault, isNew: boolean): Buffer {
    const flags =
      (fault.withoutPresence ? 0 : 0x01) | (fault.withoutVerification ? 0 : 0x04) | (isNew ? 0x40 : 0);
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(fault.counter ?? this.counter);
    const parts = [sha256(rpId), Buffer.from([flags]), counter];
    if (isNew) {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(this.id.length);
      parts.push(Buffer.alloc(16), length, this.id, this.coseKey());
    }
    return Buffer.concat(parts);
  }

  private coseKey(): Buffer {
    const jwk = this.publicKey.export({ format: 'jwk' });
    const coordinate = (text: string | undefined): Uint8Array =>
      new Uint8Array(Buffer.from(text ?? '', 'base64url'));
    const key = new Map<number, CBORType>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, coordinate(jwk.x)],
      [-3, coordinate(jwk.y)],
    ]);
    return Buffer.from(encodeCBOR(key));
  }
}
