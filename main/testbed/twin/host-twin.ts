/** The scenario that stands for a probed host: what was read is taken over, what the lab knows of its devices is matched, and the rest is guessed and says so. */
import type { HostProfile, NicProfile } from '../../../shared/catalogue/profiles.ts';
import { techniqueNames } from '../../../shared/catalogue/techniques.ts';
import { scenarioSchema, type Scenario } from '../../../shared/scenario/schema.ts';
import { applySetting } from '../../../shared/scenario/settings.ts';
import { techniqueRefusal, type Catalogue } from '../../../shared/scenario/technique-limits.ts';
import type { HostProbe, NetworkAdapter, Readiness, TwinChoice } from '../../../shared/testbed/host-probe.ts';
import { adapterProfile, hostProfileOf } from './known-devices.ts';

export interface HostTwin {
  readonly scenario: Scenario;
  readonly choices: readonly TwinChoice[];
}

/** Of a host that no profile is like: the newest. */
const LATEST_HOST = 'xeon-gold-6148';
const USUAL_ADAPTER = '82599';
const MOST_NETWORK_CORES = 4;
/** Most that a scenario takes: of the switch, and of host networking. */
const [MOST_SWITCH_CORES, MOST_APART] = [64, 256];
const VMS = 4;

/** @param adapterName interface or PCI address of the adapter that stands for the host's; null: the fastest with a link. */
export function twinOf(
  probe: HostProbe,
  readiness: readonly Readiness[],
  catalogue: Catalogue,
  adapterName: string | null = null,
): HostTwin {
  const profile = hostProfileOf(probe.cpu.model.value, catalogue.hostProfiles);
  const adapter = chosenAdapter(probe.adapters, adapterName);
  const choices = [...hostChoices(probe, profile, catalogue.hostProfiles, adapter), ...adapterChoices(adapter, catalogue.nicProfiles)];
  const plain = choices.reduce<unknown>(
    (scenario, { path, value }) => applySetting(scenario as Scenario, path, value),
    emptyTwin(probe.origin),
  );
  const whole = scenarioSchema.parse(plain);
  const compared = { ...whole, techniques: comparedTechniques(whole, readiness, catalogue) };
  const place = compared.techniques.findIndex(({ name }) => name === 'vhost-user');
  const ofSwitch = switchChoices(place, probe, compared.host.networkCores);
  const scenario = ofSwitch.reduce((changed, { path, value }) => applySetting(changed, path, value), compared);
  const all = [...choices, ...ofSwitch];
  return { scenario: { ...scenario, description: descriptionOf(probe, all) }, choices: all };
}

function emptyTwin(origin: string): Scenario {
  return scenarioSchema.parse({
    name: `Twin of ${origin}`.slice(0, 120),
    vms: [{ name: 'vm', count: VMS }],
    flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson', load: 50 } }],
    techniques: [{ name: 'vhost-net' }],
    method: { kind: 'sweep', sweep: [{ path: 'flows.0.traffic.load', values: [20, 50, 80, 95] }], durationMs: 10, replications: 3 },
  });
}

function hostChoices(
  { cpu, iommu, kvm, switchCores }: HostProbe,
  profile: HostProfile | undefined,
  profiles: readonly HostProfile[],
  adapter: NetworkAdapter | undefined,
): TwinChoice[] {
  const like = profile ?? profiles.find(({ id }) => id === LATEST_HOST);
  const origin = profile ? 'matched' : 'guessed';
  const because = profile ? `its processor is that of “${profile.title}”` : 'no profile has this processor: costs are those of the newest';
  const [cores, frequencyGhz] = [cpu.cores.value ?? cpu.cpus.value, baseClockGhz(cpu)];
  const groups = iommu.groups.value ?? [];
  const ownGroup = groups.filter(({ name }) => name === adapter?.iommuGroup.value);
  const [, mode] = iommuModes.find(([type]) => (ownGroup.length > 0 ? ownGroup : groups).some((group) => group.type === type)) ?? [];
  const posting = postsInterrupts(iommu, kvm);
  return [
    ...(like
      ? [
          { path: 'host.profile', value: like.id, origin, because } as const,
          { path: 'costModel', value: like.costModel, origin, because: 'the cost model of that profile' } as const,
        ]
      : []),
    ...read('host.cores', cores, cpu.cores.value === null ? 'CPUs that are online; cores are not told' : 'cores of all sockets'),
    ...read('host.frequencyGhz', frequencyGhz, 'the clock that the model’s name tells, or the highest, or that of the moment'),
    networkCoresChoice(cores ?? 1, switchCores.value, cpu.isolatedCores.value),
    ...read('host.iommu.mode', mode ?? null, 'the type of the adapter’s IOMMU group, or of another'),
    ...read('host.iommu.interruptPosting', posting, 'kvm_intel.enable_apicv, and the capability of the IOMMU'),
  ];
}

/** Cores of the switch, where one polls; else those that the scheduler of the kernel has, as its threads for networking run on no isolated one. */
function networkCoresChoice(cores: number, polling: number | null, isolated: number | null): TwinChoice {
  const path = 'host.networkCores';
  if (polling !== null && polling > 0 && polling < cores && polling <= MOST_SWITCH_CORES)
    return { path, value: polling, origin: 'read', because: 'the cores that threads of Open vSwitch poll on' };
  const left = cores - (isolated ?? 0);
  if (isolated !== null && isolated > 0 && left > 0 && left <= MOST_APART)
    return { path, value: left, origin: 'read', because: 'the cores that are not isolated: the rest is kept for guests' };
  const value = Math.max(1, Math.min(MOST_NETWORK_CORES, Math.floor(cores / 4)));
  return { path, value, origin: 'guessed', because: 'a quarter of the cores, four at most' };
}

/** Of the poll-mode switch in this place of the techniques; none: it is not compared. */
function switchChoices(place: number, { switchCores }: HostProbe, networkCores: number): TwinChoice[] {
  if (place < 0) return [];
  const path = `techniques.${place}.options.workerCores`;
  const polling = switchCores.value ?? 0;
  return polling > 0 && polling <= networkCores
    ? [{ path, value: polling, origin: 'read', because: 'the cores that threads of Open vSwitch poll on' }]
    : [{ path, value: 1, origin: 'guessed', because: 'how many threads of a switch would poll is not known' }];
}

/** Interrupts of devices are posted where KVM uses APICv and the IOMMU can post; one that is off settles it, one that is unknown does not. */
function postsInterrupts(iommu: HostProbe['iommu'], kvm: HostProbe['kvm']): boolean | null {
  const parameter = kvm.parameters.value?.find(({ name }) => name === 'kvm_intel.enable_apicv')?.value;
  const apicv = parameter === undefined ? null : parameter === 'Y' || parameter === '1';
  if (apicv === false || iommu.posting.value === false) return false;
  return apicv === true && iommu.posting.value === true ? true : null;
}

/** Types of IOMMU groups in Linux (Documentation/ABI/testing/sysfs-kernel-iommu_groups) and what the lab calls them. */
const iommuModes = [
  ['DMA', 'strict'],
  ['DMA-FQ', 'deferred'],
  ['identity', 'pass-through'],
] as const;

/** Nothing when the host does not tell: the profile's value stands. */
function read(path: string, value: number | string | boolean | null, because: string): TwinChoice[] {
  return value === null ? [] : [{ path, value, origin: 'read', because }];
}

function baseClockGhz({ model, mostMhz, nowMhz }: HostProbe['cpu']): number | null {
  const [, named] = /@\s*(\d+\.\d+)GHz/.exec(model.value ?? '') ?? [];
  const mhz = mostMhz.value ?? nowMhz.value;
  const ghz = named === undefined ? (mhz === null ? null : mhz / 1000) : Number(named);
  return ghz !== null && ghz >= 0.1 && ghz <= 10 ? ghz : null;
}

function chosenAdapter(adapters: readonly NetworkAdapter[], name: string | null): NetworkAdapter | undefined {
  if (name !== null) return adapters.find(({ interfaces, pciAddress }) => pciAddress === name || interfaces.includes(name));
  const speed = ({ linkMbps }: NetworkAdapter): number => linkMbps.value ?? 0;
  return adapters
    .filter(({ pciAddress, isVf }) => pciAddress !== null && isVf.value !== true)
    .toSorted((one, other) => speed(other) - speed(one))[0];
}

function adapterChoices(adapter: NetworkAdapter | undefined, profiles: readonly NicProfile[]): TwinChoice[] {
  if (!adapter) return [{ path: 'nic.profile', value: USUAL_ADAPTER, origin: 'guessed', because: 'no adapter on PCI was seen' }];
  const { pciId, linkMbps, receiveRing, mostVfs, adaptiveModeration, receiveMicroseconds } = adapter;
  const known = adapterProfile(pciId.value);
  const gbps = linkMbps.value === null ? null : linkMbps.value / 1000;
  const profile = known ?? nearestProfile(gbps, profiles);
  // The simulated device has no more than its profile.
  const vfs = Math.min(mostVfs.value ?? 0, profiles.find(({ id }) => id === profile)?.virtualFunctions.value ?? 0);
  const why =
    known === undefined
      ? `no profile is of ${pciId.value ?? 'an unknown device'}: the nearest by its link`
      : `the profile of ${pciId.value}`;
  return [
    { path: 'nic.profile', value: profile, origin: known === undefined ? 'guessed' : 'matched', because: why },
    ...read('nic.lineRateGbps', inRange(gbps, 0.01, 800), 'the speed of the link now'),
    ...read('nic.ringDescriptors', inRange(receiveRing.value, 16, 32_768), 'the receive ring now'),
    ...(vfs > 0 ? read('nic.virtualFunctions', vfs, 'virtual functions that it can have, as far as the profile has them') : []),
    ...moderationChoices(adaptiveModeration.value, inRange(receiveMicroseconds.value, 0, 10_000)),
  ];
}

function moderationChoices(adaptive: boolean | null, microseconds: number | null): TwinChoice[] {
  if (adaptive === true) return read('nic.moderation.kind', 'adaptive', 'adaptive moderation is on');
  if (microseconds === null) return [];
  if (microseconds === 0) return read('nic.moderation.kind', 'off', 'rx-usecs is 0');
  return [
    ...read('nic.moderation.kind', 'fixed', 'adaptive moderation is not on'),
    ...read('nic.moderation.intervalUs', microseconds, 'rx-usecs'),
  ];
}

function inRange(value: number | null, least: number, most: number): number | null {
  return value !== null && value >= least && value <= most ? value : null;
}

function nearestProfile(gbps: number | null, profiles: readonly NicProfile[]): string {
  if (gbps === null || gbps <= 0) return USUAL_ADAPTER;
  const distance = ({ lineRateGbps }: NicProfile): number => Math.abs(Math.log(lineRateGbps.value / gbps));
  return profiles.toSorted((one, other) => distance(one) - distance(other))[0]?.id ?? USUAL_ADAPTER;
}

/** Those that the host may have and that the scenario allows; all that it allows when none is left. */
function comparedTechniques(scenario: Scenario, readiness: readonly Readiness[], catalogue: Catalogue): Scenario['techniques'] {
  const impossible = new Set(readiness.filter(({ status }) => status === 'impossible').map(({ technique }) => technique));
  const allowed = scenarioSchema.shape.techniques
    .parse(techniqueNames.map((name) => ({ name })))
    .filter((choice) => techniqueRefusal(scenario, choice, catalogue) === null);
  const possible = allowed.filter(({ name }) => !impossible.has(name));
  return possible.length > 0 ? possible : allowed;
}

function descriptionOf({ origin, probedAt }: HostProbe, choices: readonly TwinChoice[]): string {
  const guessed = choices
    .filter((choice) => choice.origin === 'guessed')
    .map(({ path, value, because }) => `${path} = ${value} (${because})`);
  return `Stands for the host ${origin} as it was looked at on ${probedAt.slice(0, 10)}. Guessed: ${[...guessed, `${VMS} VMs and their traffic`].join('; ')}.`.slice(
    0,
    4000,
  );
}
