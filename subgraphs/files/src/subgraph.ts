import type { SubgraphDefinition } from '#runtime/graphql/subgraph.js';
import { AvatarEntity } from './avatar/avatar.entity.js';
import { AvatarResolver } from './avatar/avatar.resolver.js';
import { serveAvatar } from './avatar/serve-avatar.js';
import { setAvatar } from './avatar/set-avatar.js';
import { userReference } from './avatar/user.reference.js';
import { DownloadResolver } from './download/download.resolver.js';
import { serveFile, servePicture } from './download/serve-file.js';
import { ChangeFileResolver } from './file/change-file.resolver.js';
import { FileEntity } from './file/file.entity.js';
import { fileReference } from './file/file.reference.js';
import { FileResolver } from './file/file.resolver.js';
import { rules } from './rules.js';
import { filesServices, type FilesServices } from './services.js';
import { receiveUpload } from './upload/receive-upload.js';
import { UploadEntity } from './upload/upload.entity.js';
import { UploadResolver } from './upload/upload.resolver.js';
import { FileVersionEntity } from './version/file-version.entity.js';

/** Files of Spaces and documents, their versions, and pictures of people. */
export const filesSubgraph: SubgraphDefinition<FilesServices> = {
  name: 'files',
  resolvers: [FileResolver, ChangeFileResolver, UploadResolver, DownloadResolver, AvatarResolver],
  references: { File: fileReference, User: userReference },
  rules,
  entities: [FileEntity, FileVersionEntity, UploadEntity, AvatarEntity],
  routes: {
    upload: receiveUpload,
    file: serveFile,
    preview: servePicture('preview'),
    thumb: servePicture('thumb'),
    avatar: serveAvatar,
    'set-avatar': setAvatar,
  },
  services: filesServices,
};
