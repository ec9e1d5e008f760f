/*
 * The guest of a measurement: first process of a minimal Linux, linked statically. It loads the drivers in its initial file system, answers packets
 * (echo, RFC 862; discard, RFC 863) and does what the lab asks for over the second serial port, one line per request and one per answer:
 *
 *   interface MAC ADDRESS [PEER-ADDRESS PEER-MAC]
 *        ok name=eth0 driver=e1000   brings up the interface with this hardware address, and knows its neighbour; asked again, it has one address more
 *   function PHYSICAL-MAC MAC
 *        ok name=eth1                makes a virtual function (SR-IOV) of the adapter with the first hardware address, and gives it the second
 *   find PCI-ADDRESS
 *        ok name=eth1 mac=MAC        the interface of a virtual function that the guest was given, whose driver is loaded first
 *   generate WORDS...
 *        ok                          hands WORDS to the traffic generator (peer.c) and every later line too; "ready" and the answers are its own
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

/* The initial file system lists drivers in the order in which they can be loaded: those of every guest, and those of virtual functions. */
static void load_drivers(const char *order) {
  FILE *list = fopen(order, "r");
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
static void interface_now(const char *hardware_address, char *name, size_t size) {
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

/* Drivers find their devices a moment after they are loaded. */
static void interface_of(const char *hardware_address, char *name, size_t size) {
  for (int tries = 0; tries < 100; tries++) {
    interface_now(hardware_address, name, size);
    if (name[0]) return;
    usleep(50000);
  }
}

static int parse_hardware_address(const char *text, unsigned char *bytes) {
  return sscanf(text, "%hhx:%hhx:%hhx:%hhx:%hhx:%hhx", bytes, bytes + 1, bytes + 2, bytes + 3, bytes + 4, bytes + 5) == 6;
}

/* The interface that a request names. */
static int start_interface(int socket_, struct ifreq *request) {
  if (ioctl(socket_, SIOCGIFFLAGS, request) != 0) return 0;
  request->ifr_flags |= IFF_UP;
  return ioctl(socket_, SIOCSIFFLAGS, request) == 0;
}

/* A virtual function asks its physical one now and then: that takes some seconds. */
static int wait_for_link(const char *name) {
  char path[300];
  snprintf(path, sizeof path, "/sys/class/net/%s/carrier", name);
  for (uint64_t end = now_ns() + 40000000000; now_ns() < end; usleep(50000)) {
    FILE *file = fopen(path, "r");
    int carrier = file ? fgetc(file) : 0;
    if (file) fclose(file);
    if (carrier == '1') return 1;
  }
  return 0;
}

/* The first name in a folder that is no hidden one, "" when there is none. */
static void first_in(const char *path, char *name, size_t size) {
  DIR *folder = opendir(path);
  struct dirent *entry;
  name[0] = 0;
  while (folder && !name[0] && (entry = readdir(folder)))
    if (entry->d_name[0] != '.') snprintf(name, size, "%.*s", (int)size - 1, entry->d_name);
  if (folder) closedir(folder);
}

static int write_text(const char *path, const char *text) {
  int file = open(path, O_WRONLY | O_CLOEXEC);
  int written = file >= 0 && write(file, text, strlen(text)) == (ssize_t)strlen(text), reason = errno;
  if (file >= 0) close(file);
  errno = reason;
  return written;
}

/* Of the device of an interface (Documentation/ABI/testing/sysfs-bus-pci of Linux). */
static int write_attribute(const char *name, const char *attribute, const char *text) {
  char path[300];
  snprintf(path, sizeof path, "/sys/class/net/%s/device/%s", name, attribute);
  return write_text(path, text);
}

/* Documentation/PCI/pci-iov-howto.rst of Linux. The physical function answers the virtual one only while its interface is up. */
static void make_function(const char *physical_address, const char *hardware_address) {
  char physical[IFNAMSIZ], name[IFNAMSIZ] = "", path[300], target[300] = "";
  struct ifreq request = {0};
  interface_of(physical_address, physical, sizeof physical);
  if (!physical[0]) return answer("error no interface has the address %s", physical_address);
  int socket_ = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  snprintf(request.ifr_name, sizeof request.ifr_name, "%s", physical);
  if (!start_interface(socket_, &request)) return close(socket_), fail("start of the physical function");
  if (!wait_for_link(physical)) return close(socket_), answer("error the physical function %s has no link", physical);
  /* Making the function starts the physical one again; a driver that asks it meanwhile tries again after 10 s only. */
  if (!write_attribute(physical, "sriov_drivers_autoprobe", "0") || !write_attribute(physical, "sriov_numvfs", "1"))
    return close(socket_), fail("the adapter makes no virtual function (SR-IOV)");
  if (!wait_for_link(physical)) return close(socket_), answer("error the physical function %s has no link", physical);
  snprintf(path, sizeof path, "/sys/class/net/%s/device/virtfn0", physical);
  ssize_t length = readlink(path, target, sizeof target - 1);
  char *function = length > 0 ? strrchr(target, '/') : NULL;
  if (!function || !write_attribute(physical, "sriov_drivers_autoprobe", "1") || !write_text("/sys/bus/pci/drivers_probe", function + 1))
    return close(socket_), fail("driver of the virtual function");
  snprintf(path, sizeof path, "/sys/class/net/%s/device/virtfn0/net", physical);
  for (int tries = 0; tries < 100 && !name[0]; tries++) {
    first_in(path, name, sizeof name);
    if (!name[0]) usleep(50000);
  }
  if (!name[0]) return close(socket_), answer("error the virtual function of %s has no interface: its driver is missing", physical);
  snprintf(request.ifr_name, sizeof request.ifr_name, "%s", name);
  request.ifr_hwaddr.sa_family = ARPHRD_ETHER;
  parse_hardware_address(hardware_address, (unsigned char *)request.ifr_hwaddr.sa_data);
  int is_set = ioctl(socket_, SIOCSIFHWADDR, &request) == 0;
  close(socket_);
  if (!is_set) return fail("hardware address of the virtual function");
  answer("ok name=%s", name);
}

static void set_up_interface(const char *hardware_address, const char *address, const char *peer, const char *peer_hardware_address) {
  char name[IFNAMSIZ];
  struct ifreq request = {0};
  interface_of(hardware_address, name, sizeof name);
  if (!name[0]) return answer("error no interface has the address %s", hardware_address);
  int socket_ = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  struct sockaddr_in ip = address_of(address, 0), mask = address_of("255.255.255.0", 0);
  snprintf(request.ifr_name, sizeof request.ifr_name, "%s", name);
  if (ioctl(socket_, SIOCGIFADDR, &request) == 0) snprintf(request.ifr_name, sizeof request.ifr_name, "%.12s:1", name);
  memcpy(&request.ifr_addr, &ip, sizeof ip);
  if (ioctl(socket_, SIOCSIFADDR, &request) != 0) return fail("address of the interface");
  memcpy(&request.ifr_netmask, &mask, sizeof mask);
  ioctl(socket_, SIOCSIFNETMASK, &request);
  if (!start_interface(socket_, &request)) return fail("start of the interface");
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
  if (!wait_for_link(name)) return answer("error the interface %s has no link", name);
  answer("ok name=%s driver=%s", name, driver ? driver + 1 : "unknown");
}

/* The interface of the device at a PCI address, also where it sits on a bus of its own below it (virtio); "" when there is none. */
static void interface_at(const char *address, char *name, size_t size) {
  char path[300], target[300], part[80];
  DIR *folder = opendir("/sys/class/net");
  struct dirent *entry;
  snprintf(part, sizeof part, "/%s/", address);
  name[0] = 0;
  while (folder && !name[0] && (entry = readdir(folder))) {
    snprintf(path, sizeof path, "/sys/class/net/%s", entry->d_name);
    ssize_t length = readlink(path, target, sizeof target - 1);
    if (length <= 0) continue;
    target[length] = 0;
    if (strstr(target, part)) snprintf(name, size, "%.*s", (int)size - 1, entry->d_name);
  }
  if (folder) closedir(folder);
}

/* First word of a file, "unknown" when it cannot be read. */
static void word_of(const char *path, char *word, size_t size) {
  FILE *file = fopen(path, "r");
  if (!file || !fgets(word, size, file)) snprintf(word, size, "unknown");
  if (file) fclose(file);
  word[strcspn(word, " \n")] = 0;
}

static void find_interface(const char *address) {
  char name[IFNAMSIZ] = "", path[300], vendor[32], device[32], hardware_address[32];
  load_drivers("/drivers/functions");
  for (int tries = 0; tries < 200 && !name[0]; tries++) {
    interface_at(address, name, sizeof name);
    if (!name[0]) usleep(50000);
  }
  if (!name[0]) {
    snprintf(path, sizeof path, "/sys/bus/pci/devices/%s/vendor", address);
    word_of(path, vendor, sizeof vendor);
    snprintf(path, sizeof path, "/sys/bus/pci/devices/%s/device", address);
    word_of(path, device, sizeof device);
    return answer("error no driver of the guest makes an interface of the device at %s (vendor %s, device %s)", address, vendor, device);
  }
  snprintf(path, sizeof path, "/sys/class/net/%s/address", name);
  word_of(path, hardware_address, sizeof hardware_address);
  answer("ok name=%s mac=%s", name, hardware_address);
}

/* Standard input of the traffic generator, while this guest is one; it answers by itself. */
static int generator = -1;

static void start_generator(char *line) {
  char *words[16] = {"/peer"};
  int input[2], count = 1;
  strtok(line, " ");
  while (count < 15 && (words[count] = strtok(NULL, " "))) count++;
  if (pipe(input) != 0) return fail("generator");
  /* The guest ends with it. */
  signal(SIGCHLD, power_off);
  answer("ok");
  pid_t child = fork();
  if (child == 0) {
    dup2(input[0], 0), dup2(control, 1);
    close(input[0]), close(input[1]);
    execv(words[0], words);
    _exit(1);
  }
  close(input[0]);
  generator = input[1];
}

/* How long a request to the generator may take, s (peer.c). */
static int seconds_of(const char *line) {
  char verb[32] = "";
  double first = 0, second = 0;
  sscanf(line, "%31s %lf %lf", verb, &first, &second);
  return strcmp(verb, "requests") == 0 ? first : (strcmp(verb, "receive") == 0 ? first : second) / 1000;
}

static void hand_on(char *line) {
  alarm(WATCHDOG_S + seconds_of(line));
  if (dprintf(generator, "%s\n", line) < 0) power_off(0);
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
  else if (strcmp(verb, "find") == 0) find_interface(one);
  else if (strcmp(verb, "generate") == 0) start_generator(line);
  else if (strcmp(verb, "function") == 0) make_function(one, two);
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
  /* Interfaces say nothing of their own by IPv6: a frame on the wire is one of a test. */
  write_text("/proc/sys/net/ipv6/conf/default/disable_ipv6", "1");
  load_drivers("/drivers/order");
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
    if (generator < 0) carry_out(line);
    else hand_on(line);
  }
}
