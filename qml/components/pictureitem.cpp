// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "qml/components/pictureitem.h"

#include <QQuickWindow>
#include <QSGImageNode>

namespace confab::qml {

using models::PictureStore;

PictureItem::PictureItem(QQuickItem* parent) : QQuickItem(parent) {
    setFlag(ItemHasContents);
}

void PictureItem::setStore(PictureStore* store) {
    if (store == m_store)
        return;
    if (m_store)
        m_store->disconnect(this);
    m_store = store;
    if (store) {
        connect(store, &PictureStore::ready, this, &PictureItem::ready);
        connect(store, &PictureStore::missing, this, [this](const QString& id) {
            if (id == m_id || id == m_preview)
                Q_EMIT shownChanged();
        });
    }
    sourceMoved();
}

void PictureItem::setFileId(const QString& id) {
    if (id == m_id)
        return;
    if (!m_id.isEmpty()) { // else an own file has got its id: what is shown stays until there is something better
        m_image = {};
        update();
        Q_EMIT shownChanged();
    }
    m_id = id;
    m_hasPicture = false;
    polish();
    Q_EMIT sourceChanged();
}

void PictureItem::setPreview(const QString& id) {
    if (id == m_preview)
        return;
    m_preview = id;
    polish();
    Q_EMIT sourceChanged();
}

void PictureItem::setRadius(double radius) {
    if (radius == m_radius)
        return;
    m_radius = radius;
    sourceMoved();
}

void PictureItem::setFill(bool fill) {
    if (fill == m_fill)
        return;
    m_fill = fill;
    sourceMoved();
}

void PictureItem::sourceMoved() {
    m_hasPicture = false;
    polish();
    Q_EMIT sourceChanged();
}

bool PictureItem::isMissing() const {
    return m_store && m_image.isNull() && m_store->isMissing(m_id) &&
           (m_preview.isEmpty() || m_store->isMissing(m_preview));
}

void PictureItem::geometryChange(const QRectF& now, const QRectF& before) {
    QQuickItem::geometryChange(now, before);
    if (now.size() != before.size()) {
        polish();
        update();
    }
}

void PictureItem::itemChange(ItemChange change, const ItemChangeData& data) {
    QQuickItem::itemChange(change, data);
    if (change == ItemDevicePixelRatioHasChanged || change == ItemVisibleHasChanged || change == ItemSceneChange)
        polish();
}

pictures::Fit PictureItem::form() const {
    const double scale = window() ? window()->effectiveDevicePixelRatio() : 1;
    QSize size = (QSizeF(width(), height()) * scale).toSize().expandedTo({1, 1});
    if (size.width() > edgeMost || size.height() > edgeMost)
        size.scale(edgeMost, edgeMost, Qt::KeepAspectRatio);
    return {size, m_fill, int(m_radius * scale)};
}

/// Once a frame at most, when the size is known.
void PictureItem::updatePolish() {
    if (!m_store || width() < 1 || height() < 1 || !isVisible())
        return;
    const pictures::Fit fit = form();
    if (const QImage picture = m_store->find(m_id, fit); !picture.isNull())
        return take(picture, true);
    m_store->want(m_id, fit);
    if (m_store->isMissing(m_id))
        Q_EMIT shownChanged();
    if (m_hasPicture || m_preview.isEmpty())
        return;
    if (const QImage preview = m_store->find(m_preview, fit); !preview.isNull())
        return take(preview, false);
    m_store->want(m_preview, fit);
}

void PictureItem::ready(const QString& id, const QString& key, const QImage& image) {
    if (id != m_id && (id != m_preview || m_hasPicture))
        return;
    if (key == PictureStore::formKey(id, form()))
        take(image, id == m_id);
}

void PictureItem::take(const QImage& image, bool isPicture) {
    m_image = image;
    m_hasPicture = isPicture;
    m_isNew = true;
    update();
    Q_EMIT shownChanged();
}

QSGNode* PictureItem::updatePaintNode(QSGNode* old, UpdatePaintNodeData*) {
    if (m_image.isNull()) {
        delete old;
        return nullptr;
    }
    auto* node = static_cast<QSGImageNode*>(old);
    if (!node) {
        node = window()->createImageNode();
        node->setOwnsTexture(true);
        node->setFiltering(QSGTexture::Linear);
        m_isNew = true;
    }
    if (std::exchange(m_isNew, false))
        node->setTexture(window()->createTextureFromImage(m_image));
    node->setRect(boundingRect());
    return node;
}

} // namespace confab::qml
