import { useTranslation } from 'adminjs';
import React, { type FC } from 'react';
import type { Bubble } from './transcript-shape';

/** A message's files, each through the portal's guarded door: players load nothing before they are started, pictures when they come into sight. */
const BubbleFiles: FC<{ files: Bubble['files'] }> = ({ files }) => {
  const { translateComponent } = useTranslation();
  const shown = ({ id, as, name }: Bubble['files'][number]) => {
    const src = `/admin/media/${id}`;
    if (as === 'missing') return <span className="m-missing">{name}</span>;
    if (as === 'audio') return <audio controls preload="none" src={src} aria-label={name} />;
    if (as === 'video') return <video controls preload="none" src={src} aria-label={name} />;
    const opens = { href: src, target: '_blank', rel: 'noopener noreferrer' };
    if (as === 'image') return <a {...opens} aria-label={translateComponent('Transcript.open_file', { name })}><img loading="lazy" src={src} alt={name} /></a>;
    return <a {...opens}>📄 {name}</a>;
  };
  return (
    <>
      {files.map((file) => <div key={file.id} className="m-file">{shown(file)}{file.note && <small>{file.note}</small>}</div>)}
    </>
  );
};

export default BubbleFiles;
