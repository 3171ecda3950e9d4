/** A wire to a server that can be cut without either end being told, as a network does when a machine is gone. */
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

export class Wire {
  readonly #server: Server;
  #isCut = false;
  readonly #ends = new Map<Socket, Socket | null>();

  private constructor(target: number) {
    this.#server = createServer((near) => {
      near.on('error', () => {}).on('close', () => this.#forget(near));
      const far = this.#isCut ? null : connect(target, '127.0.0.1');
      this.#ends.set(near, far);
      // Nothing is said to one who connects while it is cut, nor ever after.
      if (!far) return void near.resume();
      far.on('error', () => {}).on('close', () => this.#ends.get(near) === far && near.destroy());
      near.pipe(far).pipe(near);
    });
  }

  static async to(port: number): Promise<Wire> {
    const wire = new Wire(port);
    await new Promise<void>((resolve) => wire.#server.listen(0, '127.0.0.1', resolve));
    return wire;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Whatever is sent from now on does not arrive, and connections that are open never work again. */
  cut(): void {
    this.#isCut = true;
    for (const [near, far] of this.#ends) {
      if (!far) continue;
      this.#ends.set(near, null);
      near.unpipe(far);
      far.unpipe(near);
      near.resume();
      far.destroy();
    }
  }

  /** Lets new connections through. */
  mend(): void {
    this.#isCut = false;
  }

  close(): void {
    this.#server.close();
    for (const near of this.#ends.keys()) near.destroy();
  }

  #forget(near: Socket): void {
    this.#ends.get(near)?.destroy();
    this.#ends.delete(near);
  }
}
