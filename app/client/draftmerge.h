// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/draftsfile.h"

namespace confab::client {

/// What a draft says, in a few bytes, as the server would store it; empty for a draft that says nothing. Two devices
/// get the same for the same texts.
QByteArray digestOf(const Draft& draft);

/// What a place has when the server says `theirs`, and this device has `mine`, which the server may not have heard of.
/// What one side has not changed since both agreed (Draft::base) makes room for what the other one did: a draft that
/// was sent or discarded there goes, and so does a text here that the server had before it was sent here. When both
/// wrote, both texts stay, one below the other; nothing that was typed is lost for a draft that is empty elsewhere. The
/// answer's base is `theirs`.
Draft merged(const Draft& mine, const Draft& theirs);

/// A draft with this digest is sent to the server, and has arrived there.
void noteOffer(Draft& draft, const QByteArray& digest);
void noteStored(Draft& draft, const QByteArray& digest);

/// Of Draft::offered: one for each connection that broke before the answer; the first ones are forgotten.
inline constexpr qsizetype mostOffered = 8;

} // namespace confab::client
