/*
 * The guest of a measurement: first process of a minimal Linux, linked statically. It loads the drivers in its initial file system, answers packets
 * (echo, RFC 862; discard, RFC 863) and does what the lab asks for over the second serial port, one line per request and one per answer:
 *
 *   interface MAC ADDRESS [PEER-ADDRESS PEER-MAC]
 *        ok name=eth0 driver=e1000   brings up the interface with this hardware address, and knows its neighbour; asked again, it has one address more
 *   discarded
 *        ok frames=N                 datagrams of the discard port since the last question
 *   source ADDRESS PORT BYTES MILLISECONDS
 *        ok datagrams=N ns=N         sends datagrams of BYTES payload as fast as it can, from a thread on each virtual CPU
 *   stream ADDRESS PORT MILLISECONDS
 *        ok bytes=N ns=N             sends a TCP stream as fast as it is taken
 *   power-off
 *
 * An answer that is not "ok ..." is "error WHAT". Without a request for WATCHDOG_S seconds the guest ends: its lab has gone.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <net/if_arp.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum { ECHO_PORT = 7, DISCARD_PORT = 9, WATCHDOG_S = 120, MOST_PAYLOAD = 1472, LONGEST_LINE = 512, MOST_CPUS = 16 };

static int control = -1;
static atomic_ulong discarded;

static void answer(const char *format, ...) {
  char line[LONGEST_LINE];
  va_list values;
  va_start(values, format);
  int length = vsnprintf(line, sizeof line - 1, format, values);
  va_end(values);
  if (length > (int)sizeof line - 2) length = sizeof line - 2;
  line[length++] = '\n';
  for (int written = 0; written < length;) {
    ssize_t part = write(control, line + written, length - written);
    if (part < 0 && errno != EINTR) return;
    if (part > 0) written += part;
  }
}

static void fail(const char *what) { answer("error %s: %s", what, strerror(errno)); }

static uint64_t now_ns(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (uint64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static int cpus(void) {
  long online = sysconf(_SC_NPROCESSORS_ONLN);
  return online < 1 ? 1 : online > MOST_CPUS ? MOST_CPUS : (int)online;
}

static void power_off(int signal_number) {
  (void)signal_number;
  reboot(RB_POWER_OFF);
  _exit(0);
}

/* The initial file system lists the drivers in the order in which they can be loaded. */
static void load_drivers(void) {
  FILE *list = fopen("/drivers/order", "r");
  char name[128];
  if (!list) return;
  while (fscanf(list, "%127s", name) == 1) {
    char path[160];
    snprintf(path, sizeof path, "/drivers/%s", name);
    int file = open(path, O_RDONLY);
    if (file < 0 || (syscall(SYS_finit_module, file, "", 0) != 0 && errno != EEXIST)) dprintf(1, "iovlab: %s: %s\n", name, strerror(errno));
    if (file >= 0) close(file);
  }
  fclose(list);
}

static struct sockaddr_in address_of(const char *text, int port) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
  inet_pton(AF_INET, text, &address.sin_addr);
  return address;
}

static int datagram_server(int port) {
  struct sockaddr_in address = address_of("0.0.0.0", port);
  int server = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  int bytes = 4 << 20, one = 1;
  /* Each virtual CPU has a server of its own; the kernel spreads the flows over them. */
  setsockopt(server, SOL_SOCKET, SO_REUSEPORT, &one, sizeof one);
  setsockopt(server, SOL_SOCKET, SO_RCVBUFFORCE, &bytes, sizeof bytes);
  if (server < 0 || bind(server, (struct sockaddr *)&address, sizeof address) != 0) dprintf(1, "iovlab: port %d: %s\n", port, strerror(errno));
  return server;
}

static void *serve_echo(void *unused) {
  int server = datagram_server(ECHO_PORT);
  char payload[2048];
  for (;;) {
    struct sockaddr_in from;
    socklen_t size = sizeof from;
    ssize_t length = recvfrom(server, payload, sizeof payload, 0, (struct sockaddr *)&from, &size);
    if (length >= 0) sendto(server, payload, length, 0, (struct sockaddr *)&from, size);
  }
  return unused;
}

static void *serve_discard(void *unused) {
  int server = datagram_server(DISCARD_PORT);
  char payload[2048];
  for (;;)
    if (recv(server, payload, sizeof payload, 0) >= 0) atomic_fetch_add(&discarded, 1);
  return unused;
}

/* Name of the interface with a hardware address, "" when there is none. */
static void interface_of(const char *hardware_address, char *name, size_t size) {
  DIR *folder = opendir("/sys/class/net");
  struct dirent *entry;
  name[0] = 0;
  while (folder && (entry = readdir(folder))) {
    char path[300], text[32] = "";
    snprintf(path, sizeof path, "/sys/class/net/%s/address", entry->d_name);
    FILE *file = fopen(path, "r");
    if (!file) continue;
    if (fscanf(file, "%31s", text) == 1 && strcasecmp(text, hardware_address) == 0) snprintf(name, size, "%.*s", (int)size - 1, entry->d_name);
    fclose(file);
  }
  if (folder) closedir(folder);
}

static int parse_hardware_address(const char *text, unsigned char *bytes) {
  return sscanf(text, "%hhx:%hhx:%hhx:%hhx:%hhx:%hhx", bytes, bytes + 1, bytes + 2, bytes + 3, bytes + 4, bytes + 5) == 6;
}

static void set_up_interface(const char *hardware_address, const char *address, const char *peer, const char *peer_hardware_address) {
  char name[IFNAMSIZ];
  struct ifreq request = {0};
  /* Drivers find their devices a moment after they are loaded. */
  for (int tries = 0; tries < 100; tries++) {
    interface_of(hardware_address, name, sizeof name);
    if (name[0]) break;
    usleep(50000);
  }
  if (!name[0]) return answer("error no interface has the address %s", hardware_address);
  int socket_ = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  struct sockaddr_in ip = address_of(address, 0), mask = address_of("255.255.255.0", 0);
  snprintf(request.ifr_name, sizeof request.ifr_name, "%s", name);
  if (ioctl(socket_, SIOCGIFADDR, &request) == 0) snprintf(request.ifr_name, sizeof request.ifr_name, "%.12s:1", name);
  memcpy(&request.ifr_addr, &ip, sizeof ip);
  if (ioctl(socket_, SIOCSIFADDR, &request) != 0) return fail("address of the interface");
  memcpy(&request.ifr_netmask, &mask, sizeof mask);
  ioctl(socket_, SIOCSIFNETMASK, &request);
  ioctl(socket_, SIOCGIFFLAGS, &request);
  request.ifr_flags |= IFF_UP;
  if (ioctl(socket_, SIOCSIFFLAGS, &request) != 0) return fail("start of the interface");
  if (peer_hardware_address[0]) {
    struct arpreq neighbour = {.arp_flags = ATF_PERM | ATF_COM};
    struct sockaddr_in peer_ip = address_of(peer, 0);
    memcpy(&neighbour.arp_pa, &peer_ip, sizeof peer_ip);
    neighbour.arp_ha.sa_family = ARPHRD_ETHER;
    parse_hardware_address(peer_hardware_address, (unsigned char *)neighbour.arp_ha.sa_data);
    snprintf(neighbour.arp_dev, sizeof neighbour.arp_dev, "%s", name);
    if (ioctl(socket_, SIOCSARP, &neighbour) != 0) return fail("address of the neighbour");
  }
  close(socket_);
  char path[300], target[300] = "";
  snprintf(path, sizeof path, "/sys/class/net/%s/device/driver", name);
  ssize_t length = readlink(path, target, sizeof target - 1);
  char *driver = length > 0 ? strrchr(target, '/') : NULL;
  snprintf(path, sizeof path, "/sys/class/net/%s/carrier", name);
  for (int tries = 0; tries < 100; tries++) {
    FILE *file = fopen(path, "r");
    int carrier = file ? fgetc(file) : 0;
    if (file) fclose(file);
    if (carrier == '1') return answer("ok name=%s driver=%s", name, driver ? driver + 1 : "unknown");
    usleep(50000);
  }
  answer("error the interface %s has no link", name);
}

struct source {
  int socket, bytes;
  uint64_t end_ns, sent;
};

static void *send_until_end(void *order) {
  struct source *source = order;
  char payload[MOST_PAYLOAD] = {0};
  while (now_ns() < source->end_ns)
    for (int turn = 0; turn < 16; turn++)
      if (send(source->socket, payload, source->bytes, 0) == source->bytes) source->sent++;
  return NULL;
}

static void send_datagrams(const char *address, int port, int bytes, int milliseconds) {
  struct sockaddr_in to = address_of(address, port);
  struct source sources[MOST_CPUS] = {0};
  pthread_t threads[MOST_CPUS];
  int count = cpus();
  uint64_t start = now_ns(), sent = 0;
  for (int number = 0; number < count; number++) {
    struct source *source = &sources[number];
    *source = (struct source){socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0), bytes > MOST_PAYLOAD ? MOST_PAYLOAD : bytes, start + (uint64_t)milliseconds * 1000000, 0};
    if (source->socket < 0 || connect(source->socket, (struct sockaddr *)&to, sizeof to) != 0) return fail("source");
  }
  for (int number = 0; number < count; number++) pthread_create(&threads[number], NULL, send_until_end, &sources[number]);
  for (int number = 0; number < count; number++) pthread_join(threads[number], NULL), sent += sources[number].sent, close(sources[number].socket);
  uint64_t took = now_ns() - start;
  answer("ok datagrams=%llu ns=%llu", (unsigned long long)sent, (unsigned long long)took);
}

static int connected(const char *address, int port) {
  struct sockaddr_in to = address_of(address, port);
  int one = 1, socket_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  struct timeval patience = {.tv_sec = 10};
  setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  if (socket_ >= 0 && connect(socket_, (struct sockaddr *)&to, sizeof to) == 0) return socket_;
  if (socket_ >= 0) close(socket_);
  return -1;
}

static void send_stream(const char *address, int port, int milliseconds) {
  static char block[65536];
  int socket_ = connected(address, port);
  if (socket_ < 0) return fail("stream");
  uint64_t start = now_ns(), end = start + (uint64_t)milliseconds * 1000000, sent = 0;
  while (now_ns() < end) {
    ssize_t part = send(socket_, block, sizeof block, MSG_NOSIGNAL);
    if (part <= 0) return close(socket_), fail("stream");
    sent += part;
  }
  /* What the socket still holds has not been carried. */
  int held = 0;
  ioctl(socket_, TIOCOUTQ, &held);
  uint64_t took = now_ns() - start;
  close(socket_);
  answer("ok bytes=%llu ns=%llu", (unsigned long long)(sent - held), (unsigned long long)took);
}

static void carry_out(char *line) {
  char verb[32] = "", one[64] = "", two[64] = "", three[64] = "", four[64] = "";
  sscanf(line, "%31s %63s %63s %63s %63s", verb, one, two, three, four);
  alarm(WATCHDOG_S + (strcmp(verb, "source") == 0 ? atoi(four) : atoi(three)) / 1000);
  if (strcmp(verb, "interface") == 0) set_up_interface(one, two, three, four);
  else if (strcmp(verb, "discarded") == 0) answer("ok frames=%lu", atomic_exchange(&discarded, 0));
  else if (strcmp(verb, "source") == 0) send_datagrams(one, atoi(two), atoi(three), atoi(four));
  else if (strcmp(verb, "stream") == 0) send_stream(one, atoi(two), atoi(three));
  else if (strcmp(verb, "power-off") == 0) answer("ok"), power_off(0);
  else answer("error no request is called %s", verb);
}

int main(void) {
  pthread_t thread;
  mkdir("/dev", 0755), mkdir("/proc", 0755), mkdir("/sys", 0755);
  mount("devtmpfs", "/dev", "devtmpfs", 0, "");
  mount("proc", "/proc", "proc", 0, "");
  mount("sysfs", "/sys", "sysfs", 0, "");
  int console = open("/dev/console", O_RDWR);
  if (console >= 0) dup2(console, 1), dup2(console, 2);
  signal(SIGALRM, power_off);
  signal(SIGPIPE, SIG_IGN);
  alarm(WATCHDOG_S);
  load_drivers();
  for (int number = 0; number < cpus(); number++) {
    pthread_create(&thread, NULL, serve_echo, NULL);
    pthread_create(&thread, NULL, serve_discard, NULL);
  }
  control = open("/dev/ttyS1", O_RDWR | O_NOCTTY);
  if (control < 0) power_off(0);
  struct termios raw;
  tcgetattr(control, &raw);
  cfmakeraw(&raw);
  tcsetattr(control, TCSANOW, &raw);
  answer("ready");
  char line[LONGEST_LINE];
  for (size_t length = 0;;) {
    char byte;
    ssize_t read_ = read(control, &byte, 1);
    if (read_ < 0 && errno != EINTR) power_off(0);
    if (read_ != 1) continue;
    if (byte != '\n') {
      if (length < sizeof line - 1) line[length++] = byte;
      continue;
    }
    line[length] = 0;
    length = 0;
    carry_out(line);
  }
}
