// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QHash>
#include <QVariant>

#include <span>

namespace confab::models {

/// One role of a list model: its name in QML and the source of its value. A model is a table of these; a role's number
/// is its index in the table after Qt::UserRole.
template <class Model>
struct Role {
    const char* name;
    QVariant (*value)(const Model& model, int row);
};

template <class Model>
QHash<int, QByteArray> roleNamesOf(std::span<const Role<Model>> table) {
    QHash<int, QByteArray> names;
    for (size_t i = 0; i < table.size(); ++i)
        names.insert(Qt::UserRole + int(i), table[i].name);
    return names;
}

/// The value of a role; invalid for a role that is not in the table.
template <class Model>
QVariant roleValue(std::span<const Role<Model>> table, const Model& model, int row, int role) {
    const int place = role - Qt::UserRole;
    return place >= 0 && size_t(place) < table.size() ? table[size_t(place)].value(model, row) : QVariant();
}

/// The number of the role with this name; -1 when there is none.
template <class Model>
int roleNumber(std::span<const Role<Model>> table, std::string_view name) {
    for (size_t i = 0; i < table.size(); ++i) {
        if (table[i].name == name)
            return Qt::UserRole + int(i);
    }
    return -1;
}

} // namespace confab::models
