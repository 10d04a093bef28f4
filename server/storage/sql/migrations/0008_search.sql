-- SPDX-FileCopyrightText: 2026 The Confab authors
-- SPDX-License-Identifier: Apache-2.0
--
-- The index of the search: for each run of the log of a room, which messages have which three letters in a row. It is
-- filled after the start, room by room; what it does not have yet is searched without it.

CREATE TABLE search_rooms (
    room_id BIGINT PRIMARY KEY REFERENCES rooms (id),
    indexed_seq BIGINT NOT NULL -- the log is indexed up to here
) {clustered};

-- Letters are shared out among parts, so that a search reads what it needs of each segment.
CREATE TABLE search_grams (
    room_id BIGINT NOT NULL,
    part BIGINT NOT NULL,
    segment BIGINT NOT NULL, -- a fixed number of seqs
    data {bytes} NOT NULL,   -- postings.h
    PRIMARY KEY (room_id, part, segment)
);
