/** The indexed Job of a bundle for Kubernetes, https://kubernetes.io/docs/concepts/workloads/controllers/job/#completion-mode. */
import { stringify } from 'yaml';
import { bundleFiles, type Bundle } from './bundle-format.ts';
import { JOB_MEMORY_MIB } from './slurm-script.ts';

/** The volume that holds the bundle. */
export const CLAIM = 'iovlab-bundle';
const IMAGE = 'node:24-slim';
/** The unprivileged user of the image. */
const USER = 1000;
const MOST_AT_A_TIME = 64;
/** Of one index: evicted pods count as failed ones. */
const RETRIES = 6;

export function kubernetesJob({ slices }: Bundle, jobName: string): string {
  const job = {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: jobName, labels: { 'app.kubernetes.io/name': 'iovlab' } },
    spec: {
      completionMode: 'Indexed',
      completions: slices,
      parallelism: Math.min(slices, MOST_AT_A_TIME),
      backoffLimitPerIndex: RETRIES,
      template: {
        metadata: { labels: { 'app.kubernetes.io/name': 'iovlab' } },
        spec: {
          restartPolicy: 'Never',
          automountServiceAccountToken: false,
          securityContext: { runAsNonRoot: true, runAsUser: USER, runAsGroup: USER, fsGroup: USER },
          containers: [
            {
              name: 'simulate',
              image: IMAGE,
              workingDir: '/bundle',
              command: ['node', bundleFiles.program],
              resources: { requests: { cpu: '1', memory: '512Mi' }, limits: { memory: `${JOB_MEMORY_MIB}Mi` } },
              securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
              volumeMounts: [{ name: 'bundle', mountPath: '/bundle' }],
            },
          ],
          volumes: [{ name: 'bundle', persistentVolumeClaim: { claimName: CLAIM } }],
        },
      },
    },
  };
  return `# Simulates what the bundle lacks. The claim ${CLAIM} holds this folder and can be written by many pods (ReadWriteMany).
# Start it: kubectl create -f ${bundleFiles.kubernetes}; again: kubectl replace --force -f ${bundleFiles.kubernetes}
# Needs Kubernetes 1.29 or later, for backoffLimitPerIndex.
${stringify(job)}`;
}
