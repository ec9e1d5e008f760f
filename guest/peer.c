/*
 * The other end of the wire in a measurement: a traffic generator and receiver on the host, where no interface of the host is touched, or in a second guest.
 * The wire is one of
 *
 *   peer sockets LOCAL-PORT REMOTE-PORT HARDWARE-ADDRESS ADDRESS GUEST-HARDWARE-ADDRESS GUEST-ADDRESS
 *        frames travel as datagrams over loopback to the network backend of QEMU (-netdev dgram)
 *   peer interface NAME STREAM-ADDRESS HARDWARE-ADDRESS ADDRESS GUEST-HARDWARE-ADDRESS GUEST-ADDRESS
 *        frames travel through an interface in the network namespace of this process, as QEMU has made it (TAP), or through that of a guest; TCP to the
 *        discard port (RFC 863) of STREAM-ADDRESS is taken here
 *
 *   peer hold
 *        prepares the network namespace of this process, and keeps it until the standard input ends
 *
 * It takes one request per line and answers with one line:
 *
 *   requests COUNT BYTES                         ok sent=N received=N latency-ns=MIN,AVERAGE,MAX quantiles-ns=...
 *        frames to the echo port, each when the one before has come back or 1 s has passed
 *   trial FRAMES-PER-SECOND MILLISECONDS BYTES SETTLE-MILLISECONDS FACTOR:MILLISECONDS...
 *        frames to the echo port at equal gaps; a part of the time for each FACTOR of the rate
 *        ok sent=N received=N sending-ns=N settling-ns=N tagged-ns=N|- last-loss-ns=N|- latency-ns=... quantiles-ns=...
 *   send FRAMES-PER-SECOND MILLISECONDS BYTES    ok sent=N sending-ns=N    frames to the discard port
 *   receive MILLISECONDS                         ok received=N             frames of any kind from the guest, for so long
 *
 * BYTES are those of the Ethernet frame with its check sequence (64 to 1518), which is not carried here. Quantiles: 0.001 to 0.999 in steps of 0.001, then
 * 0.9999. An answer that is not "ok ..." is "error WHAT". The program ends with its standard input.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/if_packet.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <net/if_arp.h>
#include <poll.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { ECHO_PORT = 7, DISCARD_PORT = 9, OWN_PORT = 49152, FLOWS = 16, CHECK_SEQUENCE = 4, SHORTEST = 64, LONGEST = 1518, HEADERS = 14 + 20 + 8, MOST_STEPS = 16 };

/* Behind the UDP header: which frame it is. Frames take turns among FLOWS source ports, so that an adapter with several queues uses them all. */
struct tag {
  uint32_t trial;
  uint32_t number;
};

static int wire = -1;
static unsigned char own_hardware[6], guest_hardware[6];
static struct in_addr own_address, guest_address;
static uint32_t trial_number;

/* Of the trial that is running: when each frame was sent, and how long it took to come back (0: it has not). */
static uint64_t *sent_at, *latency;
static uint64_t capacity, sent, received, arrivals;

static uint64_t now_ns(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (uint64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static uint16_t internet_checksum(const unsigned char *bytes, int count) {
  uint32_t sum = 0;
  for (int at = 0; at < count; at += 2) sum += bytes[at] << 8 | bytes[at + 1];
  while (sum >> 16) sum = (sum & 0xffff) + (sum >> 16);
  return ~sum;
}

static void put16(unsigned char *at, uint16_t value) { at[0] = value >> 8, at[1] = value; }

/* An Ethernet frame (IEEE 802.3) with IPv4 (RFC 791) and UDP without a checksum (RFC 768 allows it). Its length without the check sequence. */
static int make_frame(unsigned char *frame, int bytes, int port) {
  int length = bytes - CHECK_SEQUENCE;
  memset(frame, 0, length);
  memcpy(frame, guest_hardware, 6), memcpy(frame + 6, own_hardware, 6);
  put16(frame + 12, 0x0800);
  unsigned char *ip = frame + 14, *udp = ip + 20;
  ip[0] = 0x45, ip[8] = 64, ip[9] = 17;
  put16(ip + 2, length - 14);
  memcpy(ip + 12, &own_address, 4), memcpy(ip + 16, &guest_address, 4);
  put16(ip + 10, internet_checksum(ip, 20));
  put16(udp, OWN_PORT), put16(udp + 2, port), put16(udp + 4, length - 34);
  return length;
}

static void put_tag(unsigned char *frame, uint32_t number) {
  put16(frame + HEADERS - 8, OWN_PORT + number % FLOWS);
  struct tag tag = {trial_number, number};
  memcpy(frame + HEADERS, &tag, sizeof tag);
}

/* Takes what has arrived; frames of an earlier trial and of other protocols are left out. */
static void take_arrivals(void) {
  unsigned char frame[2048];
  ssize_t length;
  while ((length = recv(wire, frame, sizeof frame, MSG_DONTWAIT)) > 0) {
    struct tag tag;
    arrivals++;
    if (length < HEADERS + (int)sizeof tag || frame[12] != 8 || frame[13] != 0 || frame[23] != 17) continue;
    if (frame[34] != 0 || frame[35] != ECHO_PORT) continue;
    memcpy(&tag, frame + HEADERS, sizeof tag);
    if (tag.trial != trial_number || tag.number >= sent || latency[tag.number] != 0) continue;
    latency[tag.number] = now_ns() - sent_at[tag.number];
    received++;
  }
}

static void wait_for_arrivals(uint64_t until_ns) {
  uint64_t now = now_ns();
  if (until_ns <= now) return;
  struct timespec rest = {.tv_sec = (until_ns - now) / 1000000000, .tv_nsec = (until_ns - now) % 1000000000};
  struct pollfd waiting = {.fd = wire, .events = POLLIN};
  ppoll(&waiting, 1, &rest, NULL);
}

static int begin(uint64_t frames) {
  trial_number++;
  sent = received = 0;
  if (frames > capacity) {
    free(sent_at), free(latency);
    sent_at = calloc(frames, sizeof *sent_at), latency = calloc(frames, sizeof *latency);
    capacity = sent_at && latency ? frames : 0;
  } else
    memset(latency, 0, frames * sizeof *latency);
  if (frames > capacity) return printf("error no memory for %llu frames\n", (unsigned long long)frames), 0;
  return 1;
}

/* What does not fit into the queue before the guest is lost, as on a wire. */
static void send_frame(unsigned char *frame, int length) {
  put_tag(frame, sent);
  sent_at[sent] = now_ns();
  latency[sent] = 0;
  sent++;
  (void)!send(wire, frame, length, MSG_DONTWAIT);
}

static int ascending(const void *a, const void *b) {
  uint64_t one = *(const uint64_t *)a, other = *(const uint64_t *)b;
  return one < other ? -1 : one > other;
}

/* Sorts the latencies: call it last. */
static void tell_latency(void) {
  uint64_t sum = 0, count = 0;
  for (uint64_t frame = 0; frame < sent; frame++)
    if (latency[frame]) sum += latency[frame], latency[count++] = latency[frame];
  if (count == 0) {
    printf("\n");
    return;
  }
  qsort(latency, count, sizeof *latency, ascending);
  printf(" latency-ns=%llu,%llu,%llu quantiles-ns=", (unsigned long long)latency[0], (unsigned long long)(sum / count), (unsigned long long)latency[count - 1]);
  for (int permille = 1; permille <= 1000; permille++) {
    double share = permille == 1000 ? 0.9999 : permille / 1000.0;
    uint64_t rank = (uint64_t)(share * count);
    printf("%s%llu", permille == 1 ? "" : ",", (unsigned long long)latency[rank < count ? rank : count - 1]);
  }
  printf("\n");
}

static void make_requests(uint64_t count, int bytes) {
  unsigned char frame[LONGEST];
  int length = make_frame(frame, bytes, ECHO_PORT);
  if (!begin(count)) return;
  take_arrivals();
  while (sent < count) {
    send_frame(frame, length);
    uint64_t answered = received, end = now_ns() + 1000000000;
    while (received == answered && now_ns() < end) wait_for_arrivals(end), take_arrivals();
  }
  printf("ok sent=%llu received=%llu", (unsigned long long)sent, (unsigned long long)received);
  tell_latency();
}

struct step {
  double factor;
  uint64_t ns;
};

/* The frame that is due next is sent when its time has come; a generator that is late sends at once. */
static uint64_t send_steps(unsigned char *frame, int length, double rate, const struct step *steps, int count, uint64_t frames) {
  uint64_t start = now_ns(), step_start = start;
  for (int step = 0; step < count; step++) {
    double gap = 1e9 / (rate * steps[step].factor), due = 0;
    while (due < steps[step].ns && sent < frames) {
      uint64_t now = now_ns(), next = step_start + (uint64_t)due;
      if (now >= next) {
        send_frame(frame, length);
        due += gap;
        take_arrivals();
      } else
        wait_for_arrivals(next), take_arrivals();
    }
    step_start += steps[step].ns;
    while (now_ns() < step_start) wait_for_arrivals(step_start), take_arrivals();
  }
  return now_ns() - start;
}

static void make_trial(double rate, int bytes, uint64_t settle_ns, const struct step *steps, int count) {
  unsigned char frame[LONGEST];
  int length = make_frame(frame, bytes, ECHO_PORT);
  uint64_t total_ns = 0, frames = 0;
  for (int step = 0; step < count; step++) total_ns += steps[step].ns, frames += rate * steps[step].factor * steps[step].ns / 1e9 + 1;
  if (!begin(frames)) return;
  take_arrivals();
  uint64_t sending = send_steps(frame, length, rate, steps, count, frames), settled = now_ns(), end = settled + settle_ns;
  while (received < sent && now_ns() < end) wait_for_arrivals(end), take_arrivals();
  uint64_t settling = now_ns() - settled, start = sent_at[0];
  printf("ok sent=%llu received=%llu sending-ns=%llu settling-ns=%llu", (unsigned long long)sent, (unsigned long long)received,
         (unsigned long long)sending, (unsigned long long)settling);
  uint64_t tagged = 0, last_loss = sent;
  while (tagged < sent && sent_at[tagged] - start < total_ns / 2) tagged++;
  for (uint64_t number = 0; number < sent; number++)
    if (!latency[number]) last_loss = number;
  if (tagged < sent && latency[tagged]) printf(" tagged-ns=%llu", (unsigned long long)latency[tagged]);
  if (last_loss < sent) printf(" last-loss-ns=%llu", (unsigned long long)(sent_at[last_loss] - start));
  tell_latency();
}

static void send_to_discard(double rate, uint64_t ns, int bytes) {
  unsigned char frame[LONGEST];
  int length = make_frame(frame, bytes, DISCARD_PORT);
  struct step step = {1, ns};
  uint64_t frames = rate * ns / 1e9 + 1;
  if (!begin(frames)) return;
  uint64_t sending = send_steps(frame, length, rate, &step, 1, frames);
  printf("ok sent=%llu sending-ns=%llu\n", (unsigned long long)sent, (unsigned long long)sending);
}

static void receive(uint64_t ns) {
  uint64_t end = now_ns() + ns;
  take_arrivals();
  arrivals = 0;
  while (now_ns() < end) wait_for_arrivals(end), take_arrivals();
  printf("ok received=%llu\n", (unsigned long long)arrivals);
}

static int frame_bytes(int bytes) { return bytes < SHORTEST ? SHORTEST : bytes > LONGEST ? LONGEST : bytes; }

static void carry_out(char *line) {
  char *verb = strtok(line, " "), *word[4 + MOST_STEPS];
  int words = 0;
  while (words < 4 + MOST_STEPS && (word[words] = strtok(NULL, " "))) words++;
  if (verb && strcmp(verb, "requests") == 0 && words == 2) make_requests(strtoull(word[0], NULL, 10), frame_bytes(atoi(word[1])));
  else if (verb && strcmp(verb, "trial") == 0 && words > 4) {
    struct step steps[MOST_STEPS];
    int count = 0;
    for (; count < words - 4; count++) {
      char *colon = strchr(word[4 + count], ':');
      steps[count].factor = atof(word[4 + count]);
      steps[count].ns = colon ? (uint64_t)(atof(colon + 1) * 1e6) : 0;
    }
    make_trial(atof(word[0]), frame_bytes(atoi(word[2])), strtoull(word[3], NULL, 10) * 1000000, steps, count);
  } else if (verb && strcmp(verb, "send") == 0 && words == 3) send_to_discard(atof(word[0]), strtoull(word[1], NULL, 10) * 1000000, frame_bytes(atoi(word[2])));
  else if (verb && strcmp(verb, "receive") == 0 && words == 1) receive(strtoull(word[0], NULL, 10) * 1000000);
  else printf("error no request is written like that\n");
}

static int open_wire(int local, int remote) {
  struct sockaddr_in own = {.sin_family = AF_INET, .sin_port = htons(local)}, other = {.sin_family = AF_INET, .sin_port = htons(remote)};
  int bytes = 4 << 20;
  own.sin_addr.s_addr = other.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  wire = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  setsockopt(wire, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
  return wire >= 0 && bind(wire, (struct sockaddr *)&own, sizeof own) == 0 && connect(wire, (struct sockaddr *)&other, sizeof other) == 0;
}

static int set_up(int control, const char *name, int flags) {
  struct ifreq request = {0};
  snprintf(request.ifr_name, sizeof request.ifr_name, "%s", name);
  if (ioctl(control, SIOCGIFFLAGS, &request) != 0) return 0;
  request.ifr_flags |= flags;
  return ioctl(control, SIOCSIFFLAGS, &request) == 0;
}

/* Where the kernel takes the guest's TCP: an address of the interface that no frame of the generator has. */
static int address_interface(int control, const char *name, struct in_addr stream_address) {
  struct ifreq request = {0};
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr = stream_address}, mask = {.sin_family = AF_INET};
  snprintf(request.ifr_name, sizeof request.ifr_name, "%s", name);
  if (ioctl(control, SIOCGIFHWADDR, &request) != 0) return 0;
  /* An adapter may refuse to be given an address at all. */
  if (memcmp(request.ifr_hwaddr.sa_data, own_hardware, 6) != 0) {
    memcpy(request.ifr_hwaddr.sa_data, own_hardware, 6);
    if (ioctl(control, SIOCSIFHWADDR, &request) != 0) return 0;
  }
  memcpy(&request.ifr_addr, &address, sizeof address);
  if (ioctl(control, SIOCSIFADDR, &request) != 0) return 0;
  inet_aton("255.255.255.0", &mask.sin_addr);
  memcpy(&request.ifr_netmask, &mask, sizeof mask);
  return ioctl(control, SIOCSIFNETMASK, &request) == 0 && set_up(control, name, IFF_UP);
}

static void *discard_stream(void *connection) {
  static char block[1 << 18];
  while (read((int)(intptr_t)connection, block, sizeof block) > 0) continue;
  close((int)(intptr_t)connection);
  return NULL;
}

static void *accept_streams(void *server) {
  for (;;) {
    int connection = accept((int)(intptr_t)server, NULL, NULL);
    pthread_t thread;
    if (connection >= 0 && pthread_create(&thread, NULL, discard_stream, (void *)(intptr_t)connection) == 0) pthread_detach(thread);
  }
  return NULL;
}

static int serve_streams(struct in_addr stream_address) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(DISCARD_PORT), .sin_addr = stream_address};
  int server = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  pthread_t thread;
  if (server < 0 || bind(server, (struct sockaddr *)&address, sizeof address) != 0 || listen(server, 8) != 0) return 0;
  return pthread_create(&thread, NULL, accept_streams, (void *)(intptr_t)server) == 0;
}

/* A packet socket (packet(7)) that sees the guest's UDP only, and hands frames to the interface at once. */
static int open_interface(const char *name, struct in_addr stream_address) {
  /* ldh [12]; jeq #0x0800; ldb [23]; jeq #17; ret whole frame; ret nothing */
  struct sock_filter udp_only[] = {{0x28, 0, 0, 12}, {0x15, 0, 3, 0x0800}, {0x30, 0, 0, 23}, {0x15, 0, 1, 17}, {0x06, 0, 0, 0x40000}, {0x06, 0, 0, 0}};
  struct sock_fprog filter = {.len = sizeof udp_only / sizeof *udp_only, .filter = udp_only};
  int one = 1, bytes = 4 << 20, control = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (control < 0 || !address_interface(control, name, stream_address) || !serve_streams(stream_address)) return 0;
  struct sockaddr_ll link = {.sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_ALL), .sll_ifindex = if_nametoindex(name)};
  wire = socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, 0);
  if (wire < 0 || setsockopt(wire, SOL_SOCKET, SO_ATTACH_FILTER, &filter, sizeof filter) != 0) return 0;
  setsockopt(wire, SOL_PACKET, PACKET_IGNORE_OUTGOING, &one, sizeof one);
  setsockopt(wire, SOL_PACKET, PACKET_QDISC_BYPASS, &one, sizeof one);
  if (setsockopt(wire, SOL_SOCKET, SO_RCVBUFFORCE, &bytes, sizeof bytes) != 0) setsockopt(wire, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
  return bind(wire, (struct sockaddr *)&link, sizeof link) == 0;
}

/* A namespace begins with nothing but a loopback interface that is down. Interfaces that come later say nothing of their own by IPv6. */
static int hold(void) {
  int control = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0), quiet = open("/proc/sys/net/ipv6/conf/default/disable_ipv6", O_WRONLY | O_CLOEXEC);
  if (quiet >= 0) (void)!write(quiet, "1", 1), close(quiet);
  if (control < 0 || !set_up(control, "lo", IFF_UP)) {
    fprintf(stderr, "The loopback interface of the namespace does not come up: %s\n", strerror(errno));
    return 1;
  }
  printf("ready\n");
  fflush(stdout);
  while (getchar() != EOF) continue;
  return 0;
}

static int open_wire_of(char **words) {
  struct in_addr stream_address;
  if (strcmp(words[1], "sockets") == 0) return open_wire(atoi(words[2]), atoi(words[3]));
  return strcmp(words[1], "interface") == 0 && inet_aton(words[3], &stream_address) && open_interface(words[2], stream_address);
}

static int parse_hardware(const char *text, unsigned char *bytes) {
  return sscanf(text, "%hhx:%hhx:%hhx:%hhx:%hhx:%hhx", bytes, bytes + 1, bytes + 2, bytes + 3, bytes + 4, bytes + 5) == 6;
}

int main(int count, char **words) {
  char line[1024];
  setvbuf(stdout, NULL, _IOFBF, 1 << 16);
  if (count == 2 && strcmp(words[1], "hold") == 0) return hold();
  if (count != 8 || !parse_hardware(words[4], own_hardware) || !inet_aton(words[5], &own_address) || !parse_hardware(words[6], guest_hardware) ||
      !inet_aton(words[7], &guest_address)) {
    fprintf(stderr, "Usage: peer (sockets LOCAL-PORT REMOTE-PORT | interface NAME STREAM-ADDRESS) HARDWARE-ADDRESS ADDRESS GUEST-HARDWARE-ADDRESS GUEST-ADDRESS\n");
    return 2;
  }
  if (!open_wire_of(words)) {
    fprintf(stderr, "The wire %s %s cannot be used: %s\n", words[1], words[2], strerror(errno));
    return 1;
  }
  printf("ready\n");
  fflush(stdout);
  while (fgets(line, sizeof line, stdin)) {
    line[strcspn(line, "\n")] = 0;
    carry_out(line);
    fflush(stdout);
  }
  return 0;
}
