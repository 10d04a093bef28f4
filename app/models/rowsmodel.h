// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/rows.h"

#include <QAbstractListModel>
#include <QPointer>
#include <QQmlEngine>

namespace confab::models {

/// Adapts a client::Rows to a list model: forwards every change as announced, nothing else. Row numbers are the same on
/// both sides.
/// Thread: the window's. Owned by: the derived class.
class RowsModel : public QAbstractListModel {
    Q_OBJECT
    QML_ANONYMOUS
public:
    int rowCount(const QModelIndex& parent = {}) const override;

protected:
    explicit RowsModel(QObject* parent = nullptr);

    /// Shows these rows from now on, or none. Resets the model.
    void setRows(client::Rows* rows);

    /// After rows were inserted, removed or changed: roles that depend on neighbours may have changed too.
    virtual void neighboursChanged(int first, int last);

private:
    void connectRows();

    QPointer<client::Rows> m_rows;
    int m_first = 0; // the rows between the two signals of a change
    int m_last = 0;
};

} // namespace confab::models
