// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/models/adminlist.h"
#include "common/protocol/admin.h"

namespace confab::models {

/// What administrators and the operator did, the latest first. Roles: name (what, and to whom), detail (by whom, when,
/// what changed). Thread: the window's. Owned by: Administration.
class AuditModel : public confab::models::AdminList {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by Administration")

public:
    using confab::models::AdminList::AdminList;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    static std::span<const Role<AuditModel>> table();
    void load() override;
    void clearRows() override { m_rows.clear(); }
    void loaded(const AuditPage& page);
    static QString what(const AuditEntry& entry);
    static QString detail(const AuditEntry& entry);

    QList<AuditEntry> m_rows;
};

} // namespace confab::models
