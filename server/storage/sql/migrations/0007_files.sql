-- SPDX-FileCopyrightText: 2026 The Confab authors
-- SPDX-License-Identifier: Apache-2.0
--
-- Files, and what is being uploaded. Their bytes are blobs: in a folder, or in the last two tables.

CREATE TABLE files (
    id TEXT PRIMARY KEY, -- random
    user_id BIGINT NOT NULL REFERENCES users (id),
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    hash TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    loose_since BIGINT -- since when no message carries it; NULL: one does
) {clustered};
CREATE INDEX files_by_hash ON files (hash);
CREATE INDEX files_by_user ON files (user_id);
CREATE INDEX files_loose ON files (loose_since) WHERE loose_since IS NOT NULL;

-- Which message carries which files, in which order, as its author describes them. A deleted message has none here.
CREATE TABLE message_files (
    room_id BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    position BIGINT NOT NULL, -- 0, 1, …
    file_id TEXT NOT NULL REFERENCES files (id),
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    width BIGINT,
    height BIGINT,
    thumbnail TEXT REFERENCES files (id), -- a small picture of it
    PRIMARY KEY (room_id, seq, position)
) {clustered};
CREATE INDEX message_files_by_file ON message_files (file_id);
CREATE INDEX message_files_by_thumbnail ON message_files (thumbnail) WHERE thumbnail IS NOT NULL;

CREATE TABLE uploads (
    id TEXT PRIMARY KEY,
    user_id BIGINT NOT NULL REFERENCES users (id),
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    bytes BIGINT NOT NULL,     -- that it is to have
    resumable BIGINT NOT NULL, -- 0: it ends with its request
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
) {clustered};
CREATE INDEX uploads_by_user ON uploads (user_id);
CREATE INDEX uploads_by_expiry ON uploads (expires_at);

-- The picture of a room.
ALTER TABLE rooms ADD COLUMN picture TEXT REFERENCES files (id);
CREATE INDEX rooms_by_picture ON rooms (picture) WHERE picture IS NOT NULL;

-- What files and uploads count for quotas; user 0: all together.
CREATE TABLE file_usage (
    user_id BIGINT PRIMARY KEY,
    bytes BIGINT NOT NULL,
    files BIGINT NOT NULL
) {clustered};

-- Blobs that several nodes share: a name is a blob's hash, or an upload's id behind "upload:".
CREATE TABLE blobs (
    name TEXT PRIMARY KEY,
    bytes BIGINT NOT NULL,
    touched_at BIGINT NOT NULL -- the last append, or the last time that a file was to have it
) {clustered};
CREATE TABLE blob_pieces (
    blob TEXT NOT NULL,
    at BIGINT NOT NULL, -- the place of its first byte
    bytes {bytes} NOT NULL,
    PRIMARY KEY (blob, at)
) {clustered};
