// The tandem workload on the core of ns-3. Usage: ns3 GAPS_FILE DURATION_NS SCHEDULER (ns3::MapScheduler, ns3::CalendarScheduler)
#include <ctime>

#include <ns3/core-module.h>

#include "tandem.hpp"

struct Scheduler {
  int64_t now() const { return ns3::Simulator::Now().GetNanoSeconds(); }
  void schedule(tandem::Component* component, int64_t time_ns) {
    ns3::Simulator::Schedule(ns3::NanoSeconds(time_ns - now()), &tandem::Component::handle, component);
  }
};

int main(int, char** arguments) {
  auto gaps = tandem::read_gaps(arguments[1]);
  const int64_t duration_ns = std::atoll(arguments[2]);
  ns3::Simulator::SetScheduler(ns3::ObjectFactory(arguments[3]));
  Scheduler scheduler;
  const std::clock_t began = std::clock();
  const auto counts = tandem::simulate(scheduler, std::move(gaps), [&] {
    // An event of the time of the end would run before a stop that was scheduled earlier; the stop comes one nanosecond later.
    ns3::Simulator::Stop(ns3::NanoSeconds(duration_ns + 1));
    ns3::Simulator::Run();
  });
  tandem::print(counts, static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC);
  ns3::Simulator::Destroy();
}
