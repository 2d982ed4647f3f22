import type { Farm } from '../../farm/farm.js';
import { createTag } from '../../farm/use-cases/tags/create-tag.js';
import { deleteTag } from '../../farm/use-cases/tags/delete-tag.js';
import { countTags, fetchTag, listTags } from '../../farm/use-cases/tags/tag-queries.js';
import { updateTag } from '../../farm/use-cases/tags/update-tag.js';
import type { Handlers } from '../context.js';
import { whichTags } from '../list-filters.js';
import { isPage } from '../list-parameters.js';
import { toTag } from '../wire.js';

type WorkerTagOperations = Pick<
  Handlers,
  'fetchWorkerTags' | 'createWorkerTag' | 'fetchWorkerTag' | 'updateWorkerTag' | 'deleteWorkerTag'
>;

/** Worker tags (contract 01 §5.8). */
export function workerTagOperations(farm: Farm): WorkerTagOperations {
  return {
    fetchWorkerTags: async ({ query }) => {
      const { filter, page } = whichTags(query);
      const tags = (await listTags(farm, filter, page)).map(toTag);
      return { status: 200, body: { tags, ...(isPage(page) && { total: await countTags(farm, filter) }) } };
    },

    createWorkerTag: async ({ body: { id, name, description = '' } }) => ({
      status: 200,
      body: toTag(await createTag(farm, { uuid: id, name, description })),
    }),

    fetchWorkerTag: async ({ path }) => ({ status: 200, body: toTag(await fetchTag(farm, path.tag_id)) }),

    updateWorkerTag: async ({ path, body: { name, description } }) => {
      await updateTag(farm, path.tag_id, { name, description });
      return { status: 204 };
    },

    deleteWorkerTag: async ({ path, query }) => {
      await deleteTag(farm, path.tag_id, { force: query.force ?? false });
      return { status: 204 };
    },
  };
}
