import type { ContainerRuntimeClient } from 'testcontainers';
import type { SweptEngine } from './reaper/sweep';

/** The engine as the sweep sees it from this process, through the client's connection. */
export function clientEngine(client: ContainerRuntimeClient): SweptEngine {
  const docker = client.container.dockerode;
  return {
    async list(kind, labels) {
      const filters = { label: [...labels] };
      if (kind === 'containers') return (await docker.listContainers({ all: true, filters })).map(({ Id }) => Id);
      if (kind === 'networks') return (await docker.listNetworks({ filters })).map(({ Id }) => Id);
      // Read with care: the engine answers null where there are none, whatever the type says.
      const { Volumes: volumes } = (await docker.listVolumes({ filters })) as { Volumes: { Name: string }[] | null };
      return (volumes ?? []).map(({ Name }) => Name);
    },
    async remove(kind, id) {
      if (kind === 'containers') await docker.getContainer(id).remove({ force: true, v: true });
      else if (kind === 'networks') await docker.getNetwork(id).remove();
      else await docker.getVolume(id).remove();
    },
  };
}
