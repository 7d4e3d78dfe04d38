import { postAsApp } from '../app-posts.js';
import { APP } from '../identity.js';
import { addFile } from '../files.js';
import type { JsonObject, SimFile } from '../model.js';
import { slackId } from '../timestamps.js';
import type { ApiMethod } from './api-error.js';
import { ApiError, text, writableChannel } from './api-error.js';

const getUploadUrl: ApiMethod = (args, sim) => {
  const name = text(args, 'filename');
  const length = Number(text(args, 'length'));
  if (!Number.isFinite(length) || length <= 0) throw new ApiError('invalid_arguments');
  const file = addFile(sim, { name, content: '' }, APP.botUser, slackId('F', 10));
  return { upload_url: `${sim.settings.baseUrl}/upload/${file.id}`, file_id: file.id };
};

const completeUpload: ApiMethod = (args, sim) => {
  const given = args.files as JsonObject[] | undefined;
  if (!Array.isArray(given) || given.length === 0) throw new ApiError('invalid_arguments');
  const files: SimFile[] = given.map((entry) => {
    const known = sim.store.files.get(String(entry.id));
    if (!known) throw new ApiError('file_not_found');
    if (entry.title) known.file.title = String(entry.title);
    return known.file;
  });
  if (args.channel_id) {
    const channel = writableChannel(sim, { channel: args.channel_id });
    const threadTs = args.thread_ts ? String(args.thread_ts) : undefined;
    postAsApp(sim, { text: String(args.initial_comment ?? '') }, { channel: channel.id, threadTs, files });
  }
  return { files };
};

/** files.*: the three-step upload and files.info. */
export const fileMethods: Record<string, ApiMethod> = {
  'files.getUploadURLExternal': getUploadUrl,
  'files.completeUploadExternal': completeUpload,
  'files.info': (args, sim) => {
    const known = sim.store.files.get(text(args, 'file', 'file_not_found'));
    if (!known) throw new ApiError('file_not_found');
    return { file: known.file, comments: [] };
  },
};
