// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/models/picturestore.h"

#include <QPointer>
#include <QQuickItem>

namespace confab::qml {

/// Shows a picture of the store in its own size: its preview until the picture is there, nothing until then. Never
/// changes its size, and decodes nothing itself.
/// Thread: the window's. Owned by: the QML scene.
class PictureItem : public QQuickItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(confab::models::PictureStore* store READ store WRITE setStore NOTIFY sourceChanged FINAL)
    Q_PROPERTY(QString fileId READ fileId WRITE setFileId NOTIFY sourceChanged FINAL)
    Q_PROPERTY(
        QString preview READ preview WRITE setPreview NOTIFY sourceChanged FINAL)    ///< the preview's id; empty: none
    Q_PROPERTY(double radius READ radius WRITE setRadius NOTIFY sourceChanged FINAL) ///< of its corners
    /// True: what does not fit into the item's shape is cut off; false: all of it, in the item's shape.
    Q_PROPERTY(bool fill READ fill WRITE setFill NOTIFY sourceChanged FINAL)
    Q_PROPERTY(bool shown READ isShown NOTIFY shownChanged FINAL)     ///< the picture or its preview is on the screen
    Q_PROPERTY(bool missing READ isMissing NOTIFY shownChanged FINAL) ///< neither can be

public:
    explicit PictureItem(QQuickItem* parent = nullptr);

    models::PictureStore* store() const { return m_store; }
    void setStore(models::PictureStore* store);
    QString fileId() const { return m_id; }
    void setFileId(const QString& id);
    QString preview() const { return m_preview; }
    void setPreview(const QString& id);
    double radius() const { return m_radius; }
    void setRadius(double radius);
    bool fill() const { return m_fill; }
    void setFill(bool fill);
    bool isShown() const { return !m_image.isNull(); }
    bool isMissing() const;

    /// Of the longer edge: more pixels are for no screen.
    static constexpr int edgeMost = 4096;

Q_SIGNALS:
    void sourceChanged();
    void shownChanged();

protected:
    void geometryChange(const QRectF& now, const QRectF& before) override;
    void itemChange(ItemChange change, const ItemChangeData& data) override;
    void updatePolish() override;
    QSGNode* updatePaintNode(QSGNode* node, UpdatePaintNodeData* data) override;

private:
    pictures::Fit form() const;
    void sourceMoved();
    void take(const QImage& image, bool isPicture);
    void ready(const QString& id, const QString& key, const QImage& image);

    QPointer<models::PictureStore> m_store;
    QString m_id;
    QString m_preview;
    double m_radius = 0;
    bool m_fill = true;
    QImage m_image;
    bool m_hasPicture = false; // m_image is the picture in some size, not its preview
    bool m_isNew = false;      // m_image is not in the scene yet
};

} // namespace confab::qml
