// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArrayList>
#include <QStringList>

namespace confab::test {

/// What somebody sends in place of pictures: drawings that name each of `addresses` in all ways in which SVG can, also
/// under the first bytes of other kinds; kinds that are not shown; bombs; and each kind that is shown, cut off, with
/// some bits turned, and with texts in it. Some 400, the same ones each time.
QByteArrayList hostilePictures(const QStringList& addresses);

} // namespace confab::test
