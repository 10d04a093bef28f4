// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/rowsmodel.h"

namespace confab::models {

using client::Rows;

RowsModel::RowsModel(QObject* parent) : QAbstractListModel(parent) {}

int RowsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() || !m_rows ? 0 : m_rows->count();
}

void RowsModel::setRows(Rows* rows) {
    beginResetModel();
    if (m_rows)
        m_rows->disconnect(this);
    m_rows = rows;
    if (m_rows)
        connectRows();
    endResetModel();
}

void RowsModel::connectRows() {
    connect(m_rows, &Rows::aboutToInsert, this, [this](int first, int last) {
        m_first = first;
        m_last = last;
        beginInsertRows({}, first, last);
    });
    connect(m_rows, &Rows::inserted, this, [this] {
        endInsertRows();
        neighboursChanged(m_first, m_last);
    });
    connect(m_rows, &Rows::aboutToRemove, this, [this](int first, int last) {
        m_first = first;
        beginRemoveRows({}, first, last);
    });
    connect(m_rows, &Rows::removed, this, [this] {
        endRemoveRows();
        neighboursChanged(m_first, m_first);
    });
    connect(m_rows, &Rows::aboutToMove, this, [this](int from, int before) {
        m_first = std::min(from, before);
        m_last = std::max(from, before);
        beginMoveRows({}, from, from, {}, before);
    });
    connect(m_rows, &Rows::moved, this, [this] {
        endMoveRows();
        neighboursChanged(m_first, m_last);
    });
    connect(m_rows, &Rows::aboutToReset, this, [this] { beginResetModel(); });
    connect(m_rows, &Rows::wasReset, this, [this] { endResetModel(); });
    connect(m_rows, &Rows::changed, this, [this](int first, int last) {
        Q_EMIT dataChanged(index(first), index(last));
        neighboursChanged(first, last);
    });
    connect(m_rows, &QObject::destroyed, this, [this] { setRows(nullptr); });
}

void RowsModel::neighboursChanged(int, int) {}

} // namespace confab::models
