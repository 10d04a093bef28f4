// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QObject>

namespace confab::client {

/// A list that announces precisely how it changes: what QAbstractListModel needs, without being one.
/// Every change is a pair: the about… signal while the list is unchanged, then its partner when it has changed. Row
/// numbers are those of the list before the change, except in inserted rows, which are those after it.
/// Thread: the client's.
class Rows : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    virtual int count() const = 0;

Q_SIGNALS:
    /// Rows first … last will be there afterwards.
    void aboutToInsert(int first, int last);
    void inserted();
    void aboutToRemove(int first, int last);
    void removed();
    /// Row `from` moves in front of the row that is `before` now (count() for the end), as in beginMoveRows.
    void aboutToMove(int from, int before);
    void moved();
    void aboutToReset();
    void wasReset();
    /// The contents of rows first … last have changed; their places are the same. Has no partner.
    void changed(int first, int last);
};

} // namespace confab::client
