"""The tandem workload as SimPy processes. Usage: simpy_tandem.py GAPS_FILE DURATION_NS"""

import json
import sys
import time

import simpy

GUESTS = 16
WIRE_NS, DMA_NS, GUEST_NS, APPLICATION_NS = 1230, 300, 9000, 3000
HOST_BATCH, HOST_BATCH_NS, HOST_FRAME_NS = 64, 900, 550
QUEUE_FRAMES, RING_FRAMES = 4096, 256


class Station:
    """Serves one frame after the other; a process that sleeps while there is nothing to do."""

    def __init__(self, world, capacity, service_ns, following):
        self.world, self.capacity, self.service_ns, self.following = world, capacity, service_ns, following
        self.queue, self.busy, self.wake = [], False, None
        world.env.process(self.run())

    def accept(self, frame):
        if self.busy and len(self.queue) == self.capacity:
            self.world.lost += 1
            return
        self.queue.append(frame)
        if self.wake is not None:
            wake, self.wake = self.wake, None
            wake.succeed()

    def run(self):
        env = self.world.env
        while True:
            if not self.queue:
                self.busy = False
                self.wake = env.event()
                yield self.wake
            self.busy = True
            frame = self.queue.pop(0)
            yield env.timeout(self.service_ns)
            self.following(frame)


class Host:
    """Takes all that waits, up to a batch."""

    def __init__(self, world, guests):
        self.world, self.guests = world, guests
        self.queue, self.wake = [], None
        world.env.process(self.run())

    def accept(self, frame):
        if len(self.queue) == QUEUE_FRAMES:
            self.world.lost += 1
            return
        self.queue.append(frame)
        if self.wake is not None:
            wake, self.wake = self.wake, None
            wake.succeed()

    def run(self):
        env = self.world.env
        while True:
            if not self.queue:
                self.wake = env.event()
                yield self.wake
            batch, self.queue = self.queue[:HOST_BATCH], self.queue[HOST_BATCH:]
            yield env.timeout(HOST_BATCH_NS + len(batch) * HOST_FRAME_NS)
            for frame in batch:
                self.guests[frame[1]].accept(frame)


class World:
    def __init__(self, gaps):
        self.env = simpy.Environment()
        self.gaps = gaps
        self.offered = self.delivered = self.lost = self.latency_sum_ns = 0
        guests = []
        for _ in range(GUESTS):
            application = Station(self, RING_FRAMES, APPLICATION_NS, self.deliver)
            guests.append(Station(self, RING_FRAMES, GUEST_NS, application.accept))
        host = Host(self, guests)
        dma = Station(self, QUEUE_FRAMES, DMA_NS, host.accept)
        self.wire = Station(self, QUEUE_FRAMES, WIRE_NS, dma.accept)
        for guest in range(GUESTS):
            self.env.process(self.source(guest))

    def source(self, guest):
        env, gaps, mask = self.env, self.gaps, len(self.gaps) - 1
        position = (guest * 257) & mask
        while True:
            position = (position * 5 + 1) & mask
            yield env.timeout(gaps[position])
            self.offered += 1
            self.wire.accept((env.now, guest))

    def deliver(self, frame):
        self.delivered += 1
        self.latency_sum_ns += self.env.now - frame[0]


def main():
    with open(sys.argv[1]) as file:
        gaps = [int(line) for line in file]
    world = World(gaps)
    began = time.process_time()
    world.env.run(until=int(sys.argv[2]) + 0.5)
    seconds = time.process_time() - began
    print(
        json.dumps(
            {
                "offered": world.offered,
                "delivered": world.delivered,
                "lost": world.lost,
                "latencySumNs": world.latency_sum_ns,
                "seconds": seconds,
            }
        )
    )


main()
