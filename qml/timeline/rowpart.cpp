// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "rowpart.h"

#include <QQmlComponent>
#include <QQmlContext>
#include <QtQml/qqmlinfo.h>

namespace confab::qml {

RowPart::RowPart(QQuickItem* parent) : QQuickItem(parent) {
    setFlag(ItemIsFocusScope); // so that it has the focus that is in its part
}

RowPart::~RowPart() {
    m_context.reset(); // the objects of the part go one by one, and their bindings would miss those that have gone
}

/// Before it: the bindings of the part would find no owner any more.
void RowPart::ownerGoes() {
    m_context.reset();
}

void RowPart::setWanted(bool wanted) {
    if (wanted == m_wanted)
        return;
    m_wanted = wanted;
    if (wanted)
        make();
    else
        drop();
    Q_EMIT changed();
}

void RowPart::setFile(const QString& file) {
    if (file == m_file)
        return;
    m_file = file;
    if (m_item) {
        drop();
        make();
    }
    Q_EMIT changed();
}

void RowPart::setOwner(QQuickItem* owner) {
    m_owner = owner;
    Q_EMIT changed();
}

void RowPart::setRole(const QString& role) {
    m_role = role;
    Q_EMIT changed();
}

void RowPart::componentComplete() {
    QQuickItem::componentComplete();
    if (m_wanted)
        make();
}

void RowPart::make() {
    if (!isComponentComplete() || m_item)
        return;
    QQmlComponent component(qmlEngine(this), qmlContext(this)->resolvedUrl(QUrl(m_file)));
    m_context = std::make_unique<QQmlContext>(qmlContext(this));
    QObject* made = component.beginCreate(m_context.get());
    auto* item = qobject_cast<QQuickItem*>(made);
    if (!item) {
        qmlWarning(this) << component.errorString();
        delete made;
        return;
    }
    QQmlEngine::setObjectOwnership(item, QQmlEngine::CppOwnership);
    item->setParent(this);
    item->setParentItem(this);
    component.setInitialProperties(item, {{m_role, QVariant::fromValue(m_owner.data())}});
    component.completeCreate();
    if (component.isError())
        qmlWarning(this) << component.errorString();
    m_item = item;
    if (m_owner)
        connect(m_owner, &QObject::destroyed, this, &RowPart::ownerGoes);
    connect(item, &QQuickItem::implicitHeightChanged, this, &RowPart::fit);
    connect(item, &QQuickItem::implicitWidthChanged, this, &RowPart::fit);
    Q_EMIT itemChanged(); // first: the width may depend on the part, and its height on the width
    fit();
}

/// Later: this may run in a handler of the part.
void RowPart::drop() {
    if (!m_item)
        return;
    QQuickItem* item = m_item;
    m_item = nullptr;
    item->disconnect(this);
    if (m_owner)
        m_owner->disconnect(this);
    m_context.reset();
    item->setVisible(false);
    item->setParentItem(nullptr);
    item->deleteLater();
    setImplicitSize(0, 0);
    Q_EMIT itemChanged();
}

void RowPart::fit() {
    if (!m_item)
        return;
    setImplicitSize(m_item->implicitWidth(), m_item->implicitHeight());
    m_item->setSize(size());
}

void RowPart::geometryChange(const QRectF& now, const QRectF& before) {
    QQuickItem::geometryChange(now, before);
    if (m_item && now.size() != before.size())
        m_item->setSize(now.size());
}

} // namespace confab::qml
