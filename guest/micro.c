/*
 * Times small operations of the host that it runs on: no root, no file, no traffic but on loopback.
 * Usage: micro REPETITIONS. Prints "NAME SIZE VALUE" for each repetition: ns, or packets/s for udp-rate. main/testbed/micro reads it.
 * A repetition is the mean of many operations, or the median of single ones where each is timed by itself.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { COLD_BYTES = 256 << 20, WARM_ROUNDS = 4000, COLD_ROUNDS = 400, CALLS = 20000, WAKE_UPS = 200, SWITCHES = 4000, ROUND_TRIPS = 2000 };

static const int sizes[] = {64, 256, 512, 1024, 1536, 4096, 16384, 65536};

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1e9 + time.tv_nsec;
}

static void print(const char *name, int size, double value) { printf("%s %d %.4f\n", name, size, value); }

static int ascending(const void *a, const void *b) {
  double first = *(const double *)a, second = *(const double *)b;
  return (first > second) - (first < second);
}

static double median(double *values, int count) {
  qsort(values, count, sizeof *values, ascending);
  return values[count / 2];
}

static void fail(const char *what) {
  fprintf(stderr, "%s: %s\n", what, strerror(errno));
  exit(1);
}

/* The two first CPUs that this process may use; the second is -1 where there is one alone. */
static int processors[2] = {-1, -1};

static void find_processors(void) {
  cpu_set_t allowed;
  if (sched_getaffinity(0, sizeof allowed, &allowed) != 0) fail("sched_getaffinity");
  for (int cpu = 0, found = 0; cpu < CPU_SETSIZE && found < 2; cpu++)
    if (CPU_ISSET(cpu, &allowed)) processors[found++] = cpu;
}

static void stay_on(int cpu) {
  cpu_set_t one;
  CPU_ZERO(&one);
  CPU_SET(cpu, &one);
  if (pthread_setaffinity_np(pthread_self(), sizeof one, &one) != 0) fail("pthread_setaffinity_np");
}

#if defined(__x86_64__)
#define ADD "add %1, %0\n"
#elif defined(__aarch64__)
#define ADD "add %0, %0, %1\n"
#endif
#define TEN(step) step step step step step step step step step step

/* ns of one step of a chain of additions, each of which waits for the one before: one cycle of the core. Of registers, for some cores merge
 * those of constants; the shortest of 50 tries, for whatever disturbs only lengthens. */
static void cycle(void) {
#ifdef ADD
  enum { STEPS = 200000, TRIES = 50 };
  uint64_t value = 0, one = 1;
  double shortest = 1e9;
  for (int try = 0; try < TRIES; try++) {
    double begin = now();
    for (int i = 0; i < STEPS / 10; i++) __asm__ volatile(TEN(ADD) : "+r"(value) : "r"(one));
    double taken = now() - begin;
    if (taken < shortest) shortest = taken;
  }
  print("cycle", 0, shortest / STEPS);
#endif
}

static unsigned char *source, *target;

/* Source and target stay in the first cache as far as they fit. */
static void copy_warm(int size) {
  double begin = now();
  for (int i = 0; i < WARM_ROUNDS; i++) {
    memcpy(target, source, size);
    __asm__ volatile("" : : "r"(target) : "memory");
  }
  print("copy-warm", size, (now() - begin) / WARM_ROUNDS);
}

/* Each source is one that no cache holds; its place follows from the copy before, so that copies do not overlap. */
static void copy_cold(int size) {
  static uint64_t place = 88172645463325252u;
  double begin = now();
  for (int i = 0; i < COLD_ROUNDS; i++) {
    place ^= place << 13, place ^= place >> 7, place ^= place << 17;
    memcpy(target, source + (place % (COLD_BYTES - size) & ~(uint64_t)63), size);
    __asm__ volatile("" : : "r"(target) : "memory");
    place += target[size - 1];
  }
  print("copy-cold", size, (now() - begin) / COLD_ROUNDS);
}

static void system_call(void) {
  double begin = now();
  for (int i = 0; i < CALLS; i++) syscall(SYS_getppid);
  print("system-call", 0, (now() - begin) / CALLS);
}

static int wake, woken;
static double woken_at;

static void *sleep_until_woken(void *unused) {
  uint64_t count;
  stay_on(processors[1]);
  for (int i = 0; i < WAKE_UPS; i++) {
    if (read(wake, &count, sizeof count) != sizeof count) fail("read of eventfd");
    woken_at = now();
    count = 1;
    if (write(woken, &count, sizeof count) != sizeof count) fail("write to eventfd");
  }
  return unused;
}

/* From before the write to an eventfd until a thread that sleeps on another CPU has read it. */
static void thread_wake_up(void) {
  pthread_t sleeper;
  static double taken[WAKE_UPS];
  uint64_t count;
  wake = eventfd(0, 0), woken = eventfd(0, 0);
  if (wake < 0 || woken < 0) fail("eventfd");
  if (pthread_create(&sleeper, NULL, sleep_until_woken, NULL) != 0) fail("pthread_create");
  for (int i = 0; i < WAKE_UPS; i++) {
    usleep(100);
    count = 1;
    double begin = now();
    if (write(wake, &count, sizeof count) != sizeof count || read(woken, &count, sizeof count) != sizeof count) fail("eventfd");
    taken[i] = woken_at - begin;
  }
  pthread_join(sleeper, NULL);
  close(wake), close(woken);
  print("wake-up", 0, median(taken, WAKE_UPS));
}

static int there[2], back[2];

static void *answer(void *unused) {
  char byte;
  stay_on(processors[0]);
  for (int i = 0; i < SWITCHES; i++)
    if (read(there[0], &byte, 1) != 1 || write(back[1], &byte, 1) != 1) fail("pipe");
  return unused;
}

/* Two threads of one CPU take turns through pipes; what the pipes cost without a switch is taken off (lmbench, lat_ctx). */
static void context_switch(void) {
  pthread_t other;
  char byte = 0;
  if (pipe(there) != 0 || pipe(back) != 0) fail("pipe");
  double begin = now();
  for (int i = 0; i < SWITCHES; i++)
    if (write(there[1], &byte, 1) != 1 || read(there[0], &byte, 1) != 1) fail("pipe");
  double pipe_ns = (now() - begin) / SWITCHES;
  if (pthread_create(&other, NULL, answer, NULL) != 0) fail("pthread_create");
  begin = now();
  for (int i = 0; i < SWITCHES; i++)
    if (write(there[1], &byte, 1) != 1 || read(back[0], &byte, 1) != 1) fail("pipe");
  double turn_ns = (now() - begin) / SWITCHES;
  pthread_join(other, NULL);
  close(there[0]), close(there[1]), close(back[0]), close(back[1]);
  print("context-switch", 0, turn_ns / 2 - pipe_ns);
}

/* An answer may wait for its turn on a busy processor for long; that no more datagrams come is known soon. */
static const struct timeval until_answer = {.tv_sec = 10}, until_silence = {.tv_usec = 200000};

static int wait_for(int descriptor, struct timeval patience) {
  return setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
}

static int bound_socket(struct sockaddr_in *address) {
  socklen_t length = sizeof *address;
  int descriptor = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  *address = (struct sockaddr_in){.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  if (descriptor < 0 || bind(descriptor, (struct sockaddr *)address, length) != 0 || getsockname(descriptor, (struct sockaddr *)address, &length) != 0 ||
      wait_for(descriptor, until_answer) != 0)
    fail("UDP socket on loopback");
  return descriptor;
}

static int client, server;
static volatile int echoes;
static struct sockaddr_in client_address, server_address;

/* Echoes as many as are sent, or counts until nothing more comes. */
static void *serve(void *received) {
  char data[64];
  double *counted = received, first = 0, last = 0, frames = 0;
  if (processors[1] >= 0) stay_on(processors[1]);
  while (recv(server, data, sizeof data, 0) >= 0) {
    if (echoes) {
      if (sendto(server, data, 18, 0, (struct sockaddr *)&client_address, sizeof client_address) < 0) fail("UDP echo");
      if (++frames == ROUND_TRIPS) break;
    } else {
      last = now();
      if (frames++ == 0) first = last, wait_for(server, until_silence);
    }
  }
  *counted = !echoes && frames > 1 ? (frames - 1) * 1e9 / (last - first) : 0;
  return NULL;
}

/* Datagrams of 18 bytes, as in a frame of 64: one after the other with an answer, and as many as go. */
static void loopback(int echo) {
  pthread_t other;
  char data[18] = {0};
  double received = 0;
  echoes = echo;
  client = bound_socket(&client_address), server = bound_socket(&server_address);
  if (connect(client, (struct sockaddr *)&server_address, sizeof server_address) != 0) fail("connect");
  if (pthread_create(&other, NULL, serve, &received) != 0) fail("pthread_create");
  double begin = now(), elapsed;
  if (echo) {
    for (int i = 0; i < ROUND_TRIPS; i++)
      if (send(client, data, sizeof data, 0) < 0 || recv(client, data, sizeof data, 0) < 0) fail("UDP round trip");
    elapsed = now() - begin;
  } else {
    while (now() - begin < 50e6) (void)!send(client, data, sizeof data, 0);
  }
  pthread_join(other, NULL);
  close(client), close(server);
  if (echo) print("udp-round-trip", 0, elapsed / ROUND_TRIPS);
  else print("udp-rate", 0, received);
}

/* The smallest step of the clock that is seen, and by how much a sleep of 50 us is late. */
static void timer(void) {
  static double late[100];
  double step = 1e9;
  for (int i = 0; i < 20000; i++) {
    double before = now(), after = now();
    if (after > before && after - before < step) step = after - before;
  }
  print("clock-step", 0, step);
  for (int i = 0; i < 100; i++) {
    struct timespec pause = {.tv_nsec = 50000};
    double begin = now();
    clock_nanosleep(CLOCK_MONOTONIC, 0, &pause, NULL);
    late[i] = now() - begin - 50000;
  }
  print("sleep-late", 0, median(late, 100));
}

int main(int count, char **words) {
  int repetitions = count > 1 ? atoi(words[1]) : 0;
  if (repetitions < 1 || repetitions > 1000) return fprintf(stderr, "usage: micro REPETITIONS\n"), 2;
  find_processors();
  stay_on(processors[0]);
  /* In huge pages where there are some, as the kernel sees its memory. */
  source = aligned_alloc(2 << 20, COLD_BYTES), target = malloc(65536);
  if (!source || !target) fail("malloc");
  madvise(source, COLD_BYTES, MADV_HUGEPAGE);
  memset(source, 1, COLD_BYTES), memset(target, 1, 65536);
  for (int i = 0; i < repetitions; i++) {
    cycle();
    for (unsigned j = 0; j < sizeof sizes / sizeof *sizes; j++) copy_warm(sizes[j]), copy_cold(sizes[j]);
    system_call();
    if (processors[1] >= 0) thread_wake_up();
    context_switch();
    loopback(1);
    loopback(0);
    timer();
    fflush(stdout);
  }
  return 0;
}
