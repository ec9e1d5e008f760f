// The tandem workload of main/experiment/benchmark/tandem.ts, on any event list: Scheduler has `now()` and `schedule(component, time)`, and
// calls `component->handle()` in the order of (time, scheduling). Gaps come from a file, so that all variants see the same whole nanoseconds.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <memory>
#include <vector>

namespace tandem {

constexpr int guests = 16;
constexpr int64_t wire_ns = 1230, dma_ns = 300, host_batch_ns = 900, host_frame_ns = 550, guest_ns = 9000, application_ns = 3000;
constexpr std::size_t host_batch = 64, queue_frames = 4096, ring_frames = 256;

struct Component {
  virtual ~Component() = default;
  virtual void handle() = 0;
};

struct Frame {
  int64_t created_ns;
  int guest;
};

struct Counts {
  int64_t events = 0, offered = 0, delivered = 0, lost = 0, latency_sum_ns = 0;
};

// Frames by number; numbers are given back.
struct Frames {
  std::vector<Frame> all;
  std::vector<int> free;

  int create(int64_t now_ns, int guest) {
    if (free.empty()) {
      all.push_back({now_ns, guest});
      return static_cast<int>(all.size()) - 1;
    }
    const int frame = free.back();
    free.pop_back();
    all[frame] = {now_ns, guest};
    return frame;
  }
};

class Queue {
 public:
  explicit Queue(std::size_t capacity) : slots_(capacity) {}
  bool full() const { return length_ == slots_.size(); }
  std::size_t length() const { return length_; }
  void push(int frame) {
    std::size_t at = head_ + length_++;
    if (at >= slots_.size()) at -= slots_.size();
    slots_[at] = frame;
  }
  int shift() {
    const int frame = slots_[head_];
    if (++head_ == slots_.size()) head_ = 0;
    --length_;
    return frame;
  }

 private:
  std::vector<int> slots_;
  std::size_t head_ = 0, length_ = 0;
};

struct Acceptor {
  virtual ~Acceptor() = default;
  virtual void accept(int frame) = 0;
};

template <class Scheduler>
struct World {
  Scheduler& scheduler;
  std::vector<int64_t> gaps;
  Counts counts;
  Frames frames;

  void lose(int frame) {
    ++counts.lost;
    frames.free.push_back(frame);
  }
  void deliver(int frame) {
    ++counts.delivered;
    counts.latency_sum_ns += scheduler.now() - frames.all[frame].created_ns;
    frames.free.push_back(frame);
  }
};

template <class Scheduler>
class Source final : public Component {
 public:
  Source(World<Scheduler>& world, int guest, Acceptor& wire)
      : world_(world), wire_(wire), guest_(guest), position_((guest * 257) & (world.gaps.size() - 1)) {}
  void start() { world_.scheduler.schedule(this, next_gap()); }
  void handle() override {
    ++world_.counts.events;
    const int64_t now_ns = world_.scheduler.now();
    world_.scheduler.schedule(this, now_ns + next_gap());
    ++world_.counts.offered;
    wire_.accept(world_.frames.create(now_ns, guest_));
  }

 private:
  int64_t next_gap() {
    position_ = (position_ * 5 + 1) & (world_.gaps.size() - 1);
    return world_.gaps[position_];
  }
  World<Scheduler>& world_;
  Acceptor& wire_;
  int guest_;
  std::size_t position_;
};

template <class Scheduler>
class Station final : public Component, public Acceptor {
 public:
  Station(World<Scheduler>& world, std::size_t capacity, int64_t service_ns, Acceptor* next)
      : world_(world), queue_(capacity), service_ns_(service_ns), next_(next) {}
  void accept(int frame) override {
    if (serving_ < 0) serve(frame);
    else if (queue_.full()) world_.lose(frame);
    else queue_.push(frame);
  }
  void handle() override {
    ++world_.counts.events;
    const int frame = serving_;
    if (queue_.length() > 0) serve(queue_.shift());
    else serving_ = -1;
    if (next_ == nullptr) world_.deliver(frame);
    else next_->accept(frame);
  }

 private:
  void serve(int frame) {
    serving_ = frame;
    world_.scheduler.schedule(this, world_.scheduler.now() + service_ns_);
  }
  World<Scheduler>& world_;
  Queue queue_;
  int64_t service_ns_;
  Acceptor* next_;
  int serving_ = -1;
};

template <class Scheduler>
class Host final : public Component, public Acceptor {
 public:
  Host(World<Scheduler>& world, std::vector<Acceptor*> guest_acceptors)
      : world_(world), queue_(queue_frames), guests_(std::move(guest_acceptors)) {}
  void accept(int frame) override {
    if (queue_.full()) world_.lose(frame);
    else queue_.push(frame);
    if (batch_length_ == 0) begin();
  }
  void handle() override {
    ++world_.counts.events;
    for (std::size_t i = 0; i < batch_length_; ++i) guests_[world_.frames.all[batch_[i]].guest]->accept(batch_[i]);
    batch_length_ = 0;
    if (queue_.length() > 0) begin();
  }

 private:
  void begin() {
    batch_length_ = queue_.length() < host_batch ? queue_.length() : host_batch;
    for (std::size_t i = 0; i < batch_length_; ++i) batch_[i] = queue_.shift();
    world_.scheduler.schedule(this, world_.scheduler.now() + host_batch_ns + static_cast<int64_t>(batch_length_) * host_frame_ns);
  }
  World<Scheduler>& world_;
  Queue queue_;
  std::vector<Acceptor*> guests_;
  int batch_[host_batch];
  std::size_t batch_length_ = 0;
};

inline std::vector<int64_t> read_gaps(const char* path) {
  std::FILE* file = std::fopen(path, "r");
  if (file == nullptr) {
    std::perror(path);
    std::exit(2);
  }
  std::vector<int64_t> gaps;
  long long gap;
  while (std::fscanf(file, "%lld", &gap) == 1) gaps.push_back(gap);
  std::fclose(file);
  return gaps;
}

// Builds the stations, starts the sources, and lets `run` handle all events up to the end.
template <class Scheduler, class Run>
Counts simulate(Scheduler& scheduler, std::vector<int64_t> gaps, Run run) {
  World<Scheduler> world{scheduler, std::move(gaps), {}, {}};
  std::vector<std::unique_ptr<Station<Scheduler>>> stations;
  std::vector<Acceptor*> guest_acceptors;
  for (int guest = 0; guest < guests; ++guest) {
    stations.push_back(std::make_unique<Station<Scheduler>>(world, ring_frames, application_ns, nullptr));
    stations.push_back(std::make_unique<Station<Scheduler>>(world, ring_frames, guest_ns, stations.back().get()));
    guest_acceptors.push_back(stations.back().get());
  }
  Host<Scheduler> host(world, guest_acceptors);
  Station<Scheduler> dma(world, queue_frames, dma_ns, &host);
  Station<Scheduler> wire(world, queue_frames, wire_ns, &dma);
  std::vector<std::unique_ptr<Source<Scheduler>>> sources;
  for (int guest = 0; guest < guests; ++guest) sources.push_back(std::make_unique<Source<Scheduler>>(world, guest, wire));
  for (auto& source : sources) source->start();
  run();
  return world.counts;
}

inline void print(const Counts& counts, double seconds) {
  std::printf("{\"events\":%lld,\"offered\":%lld,\"delivered\":%lld,\"lost\":%lld,\"latencySumNs\":%lld,\"seconds\":%.6f}\n",
              static_cast<long long>(counts.events), static_cast<long long>(counts.offered), static_cast<long long>(counts.delivered),
              static_cast<long long>(counts.lost), static_cast<long long>(counts.latency_sum_ns), seconds);
}

}  // namespace tandem
