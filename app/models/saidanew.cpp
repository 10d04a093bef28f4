// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/saidanew.h"

#include <QAbstractItemModel>
#include <QMetaProperty>
#include <QSet>

namespace confab::models {

namespace {

void collect(QObject* from, QSet<QObject*>& found) {
    if (!from || found.contains(from))
        return;
    found.insert(from);
    const QMetaObject& type = *from->metaObject();
    for (int i = 0; i < type.propertyCount(); ++i) {
        const QMetaType of = type.property(i).metaType();
        // Not beyond the view models: a QObject of Qt may lead anywhere.
        if (of.flags() & QMetaType::PointerToQObject && QByteArrayView(of.name()).startsWith("confab::models::"))
            collect(type.property(i).read(from).value<QObject*>(), found);
    }
}

} // namespace

void sayRowsAnew(QObject& root) {
    QSet<QObject*> all;
    collect(&root, all);
    for (QObject* object : std::as_const(all)) {
        auto* model = qobject_cast<QAbstractItemModel*>(object);
        if (model && model->rowCount() > 0)
            Q_EMIT model->dataChanged(model->index(0, 0), model->index(model->rowCount() - 1, 0));
    }
}

} // namespace confab::models
