/**
 * Random streams: one for each stochastic source, derived from (seed, replication, source name), so that a new source changes no other stream
 * and two techniques compared on one seed see the same packets (common random numbers).
 *
 * Generator: sfc32 (C. Doty-Humphrey, PractRand; public domain), seeded through a 128-bit string hash (MurmurHash3 mixing).
 */
export class RandomStream {
  private a = 0;
  private b = 0;
  private c = 0;
  private counter = 1;

  constructor(seed: number, replication: number, source: string) {
    const words = hash128(`${seed}/${replication}/${source}`);
    this.a = words[0];
    this.b = words[1];
    this.c = words[2];
    for (let i = 0; i < 15; i++) this.word();
  }

  /** Uniform on [0, 1), 53 bits. */
  uniform(): number {
    const high = this.word() >>> 5;
    const low = this.word() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  }

  /** Exponential with the given mean, by inversion: one draw a value, which keeps streams in step between techniques. */
  exponential(mean: number): number {
    return -mean * Math.log(1 - this.uniform());
  }

  /** Whole number on [0, bound). */
  integer(bound: number): number {
    return Math.floor(this.uniform() * bound);
  }

  private word(): number {
    const sum = (((this.a + this.b) | 0) + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + sum) | 0;
    return sum;
  }
}

/** Three well-mixed 32-bit words of a string. */
function hash128(text: string): [number, number, number] {
  const words: [number, number, number] = [0x9e3779b9, 0x243f6a88, 0xb7e15162];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    words[0] = Math.imul(words[0] ^ code, 0x85ebca6b);
    words[1] = Math.imul(words[1] ^ (words[0] >>> 13) ^ code, 0xc2b2ae35);
    words[2] = Math.imul(words[2] ^ (words[1] >>> 16) ^ code, 0x27d4eb2f);
  }
  return words.map((word) => {
    let mixed = word ^ (word >>> 16);
    mixed = Math.imul(mixed, 0x85ebca6b);
    mixed ^= mixed >>> 13;
    mixed = Math.imul(mixed, 0xc2b2ae35);
    return mixed ^ (mixed >>> 16);
  }) as [number, number, number];
}
