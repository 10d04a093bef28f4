// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/transport/http/http.h"

namespace confab {

/// Whether the client takes gzip and does not prefer the bytes as they are (Accept-Encoding with its weights, RFC 9110,
/// 12.5.3). Thread: values; any.
bool takesGzip(const HttpRequest& request);

/// Compresses the body of an answer when that is worth it and the client takes it: texts from 1 KiB on that are whole,
/// in memory, and not compressed already. Never one with a secret: what a stranger adds to it and its length together
/// would tell the secret letter by letter (BREACH). The answer says what it depends on (Vary), and its ETag becomes a
/// weak one, as two codings of one body are not the same bytes; so a range of it is never asked for by that tag.
void packAnswer(const HttpRequest& request, HttpAnswer& answer);

} // namespace confab
