// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

/// What a link in a message may lead to, and what a reader is told about it. Pure functions, any thread.
namespace confab::text {

/// Whether a press may open this address: http and https with a host, and mailto with an address, which the system
/// opens, and a roomLinkOf() or an inviteLinkOf() of confab, which the app opens itself; without white space and
/// characters that nobody sees. Nothing else opens: no file, no script, no data.
bool isOpenable(const QString& target);

/// Whether `text` leaves a reader in doubt where the link leads: it is not the target itself, or the target hides its
/// host behind a user name or letters that look like others.
bool isNamedLink(const QString& text, const QString& target);

/// Where an openable target leads, for people: the host of an address in ASCII (RFC 3492), or the mail address.
QString destination(const QString& target);

/// The text without characters that are invisible or change the direction of what follows.
QString withoutDisguise(const QString& text);

/// The address that begins at `from`: http://, https://, mailto:, confab:// or www. up to where people would end it,
/// without closing punctuation. Its length in UTF-16 units; 0: none begins there. Linear in that length.
qsizetype addressAt(QStringView text, qsizetype from);

/// Whether an address may begin at `from`, which addressAt() would look at.
bool beginsAddress(QStringView text, qsizetype from);

/// An address that addressAt() found, with its scheme.
QString targetOf(const QString& address);

} // namespace confab::text
