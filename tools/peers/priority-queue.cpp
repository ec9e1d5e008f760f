// The tandem workload on std::priority_queue. Usage: priority-queue GAPS_FILE DURATION_NS
#include <ctime>
#include <queue>

#include "tandem.hpp"

struct Event {
  int64_t time_ns;
  uint64_t sequence;
  tandem::Component* component;
  bool operator>(const Event& other) const {
    return time_ns != other.time_ns ? time_ns > other.time_ns : sequence > other.sequence;
  }
};

class Scheduler {
 public:
  int64_t now() const { return now_ns_; }
  void schedule(tandem::Component* component, int64_t time_ns) { events_.push({time_ns, next_sequence_++, component}); }
  void run(int64_t until_ns) {
    while (!events_.empty() && events_.top().time_ns <= until_ns) {
      const Event event = events_.top();
      events_.pop();
      now_ns_ = event.time_ns;
      event.component->handle();
    }
  }

 private:
  std::priority_queue<Event, std::vector<Event>, std::greater<>> events_;
  int64_t now_ns_ = 0;
  uint64_t next_sequence_ = 0;
};

int main(int, char** arguments) {
  auto gaps = tandem::read_gaps(arguments[1]);
  const int64_t duration_ns = std::atoll(arguments[2]);
  Scheduler scheduler;
  const std::clock_t began = std::clock();
  const auto counts = tandem::simulate(scheduler, std::move(gaps), [&] { scheduler.run(duration_ns); });
  tandem::print(counts, static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC);
}
