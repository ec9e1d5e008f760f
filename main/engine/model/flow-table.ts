/** The flows' endpoints by number, and the two ways in which a packet ends: it arrives, or it is lost. */
import type { Account, Ledger } from './ledger.ts';
import type { PacketPool } from './packet-pool.ts';

/** One end-to-end flow of one VM. It owns its packets from creation to end. */
export interface FlowEndpoint {
  /** Bytes of each send call of its application. Default: one call for each unit. */
  readonly messageBytes?: number;
  /** The guest's application is done with the packet, at the end of its last stage. The endpoint delivers and releases it, or sends it on. */
  arriveAtGuest(packet: number): void;
  /** The packet has left the host and reaches its peer at the end of its last stage, which may be yet to come. */
  arriveAtPeer(packet: number): void;
  /** The packet is lost; the table releases it afterwards. */
  onLost(packet: number): void;
}

export class FlowTable {
  private readonly endpoints: FlowEndpoint[] = [];
  private account: Account | null = null;

  readonly packets: PacketPool;
  readonly ledger: Ledger;

  constructor(packets: PacketPool, ledger: Ledger) {
    this.packets = packets;
    this.ledger = ledger;
  }

  /** Endpoints that are added from now on belong to this flow of the scenario, on the account of this VM. */
  openAccount(vm: number, flow: number): void {
    this.account = this.ledger.account(vm, flow);
  }

  add(endpoint: FlowEndpoint): number {
    const number = this.endpoints.push(endpoint) - 1;
    if (this.account) this.ledger.assign(number, this.account);
    return number;
  }

  /** Send calls that made the packet, beyond the first. */
  furtherCalls(packet: number): number {
    const { messageBytes } = this.endpoints[this.packets.flow[packet]];
    return messageBytes === undefined ? 0 : Math.max(0, this.packets.bytes[packet] / messageBytes - 1);
  }

  arriveAtGuest(packet: number): void {
    this.endpoints[this.packets.flow[packet]].arriveAtGuest(packet);
  }

  arriveAtPeer(packet: number): void {
    this.endpoints[this.packets.flow[packet]].arriveAtPeer(packet);
  }

  lose(packet: number, dropSlot: number): void {
    this.ledger.lose(packet, dropSlot);
    this.endpoints[this.packets.flow[packet]].onLost(packet);
    this.packets.release(packet);
  }
}
