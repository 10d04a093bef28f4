-- SPDX-FileCopyrightText: 2026 The Confab authors
-- SPDX-License-Identifier: Apache-2.0
--
-- A message is stored once: in messages, and no longer in events too. A room's log is both, by seq. What is sent most
-- is added at the end of a table, where the messages of all rooms share pages, instead of inside of three trees.

CREATE TABLE messages_once (
    room_id BIGINT NOT NULL, -- it and by_user refer to the author's row of members, out of which a message is inserted
    seq BIGINT NOT NULL,
    by_user BIGINT NOT NULL,
    at BIGINT NOT NULL,
    body TEXT NOT NULL,
    client_id TEXT NOT NULL,
    edited_at BIGINT,
    deleted_at BIGINT,
    reply_to BIGINT,
    PRIMARY KEY (room_id, seq, by_user) -- by_user: counting what is unread must not read the texts
);
INSERT INTO messages_once (room_id, seq, by_user, at, body, client_id, edited_at, deleted_at, reply_to)
    SELECT room_id, seq, by_user, at, body, client_id, edited_at, deleted_at, reply_to
    FROM messages ORDER BY at, room_id, seq;
DROP TABLE messages;
ALTER TABLE messages_once RENAME TO messages;
-- First by client_id: clients whose ids begin with the time add at the end of this tree, too.
CREATE UNIQUE INDEX messages_by_client_id ON messages (client_id, by_user);
DELETE FROM events WHERE type = 'message';
