/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-short-list.h"

#include "rem-stream-source.h"

#include <string.h>

/*
 * A computer with all of GStreamer has some six hundred parts that take foreign bytes apart, from
 * game music to pictures; each may have its faults, and a file chooses which of them it meets. Only
 * those are left here in which families have sounds and films: what telephones, cameras and
 * recorders wrote in the last thirty years, and the free ones.
 *
 * What is not on the list is taken out of this process' view: what tells kinds apart, whatever
 * decodes, and every source of bytes but our own, so that no film leads anywhere else, on the disk
 * or in the network. Sinks and converters stay. Parts that use the video card's drivers are not on
 * the list.
 */

static const char *const kinds[] = {
  "application/ogg",
  "application/x-3gp",
  "application/x-id3v1",
  "application/x-id3v2",
  "audio/aac",
  "audio/mpeg",
  "audio/x-amr-nb-sh",
  "audio/x-amr-wb-sh",
  "audio/x-au",
  "audio/x-flac",
  "audio/x-m4a",
  "audio/x-wav",
  "video/mpeg-sys",
  "video/mpegts",
  "video/quicktime",
  "video/x-dv",
  "video/x-matroska",
  "video/x-ms-asf",
  "video/x-msvideo",
  "application/x-apetag",
  "application/x-ogg-skeleton",
};

static const char *const parts[] = {
  /* what chooses among the others */
  "decodebin",
  "uridecodebin",
  /* what holds sounds and films */
  "apedemux",
  "asfdemux",
  "auparse",
  "avidemux",
  "dvdemux",
  "id3demux",
  "matroskademux",
  "mpegpsdemux",
  "oggdemux",
  "qtdemux",
  "tsdemux",
  "wavparse",
  /* what finds the beginnings in them */
  "aacparse",
  "ac3parse",
  "amrparse",
  "av1parse",
  "flacparse",
  "h263parse",
  "h264parse",
  "h265parse",
  "mpeg4videoparse",
  "mpegaudioparse",
  "mpegvideoparse",
  "opusparse",
  "theoraparse",
  "vorbisparse",
  "vp9parse",
  /* sounds */
  "a52dec",
  "alawdec",
  "amrnbdec",
  "amrwbdec",
  "avdec_aac",
  "avdec_ac3",
  "avdec_adpcm_ima_wav",
  "avdec_adpcm_ms",
  "avdec_alac",
  "avdec_amrnb",
  "avdec_amrwb",
  "avdec_mp2float",
  "avdec_mp3",
  "avdec_mp3float",
  "avdec_wmav1",
  "avdec_wmav2",
  "faad",
  "fdkaacdec",
  "flacdec",
  "mpg123audiodec",
  "mulawdec",
  "opusdec",
  "speexdec",
  "vorbisdec",
  /* films */
  "av1dec",
  "avdec_dvvideo",
  "avdec_h263",
  "avdec_h264",
  "avdec_h265",
  "avdec_mjpeg",
  "avdec_mpeg2video",
  "avdec_mpeg4",
  "avdec_msmpeg4",
  "avdec_vp8",
  "avdec_vp9",
  "avdec_wmv1",
  "avdec_wmv2",
  "avdec_wmv3",
  "dav1ddec",
  "dvdec",
  "jpegdec",
  "mpeg2dec",
  "openh264dec",
  "theoradec",
  "vp8dec",
  "vp9dec",
};

static gboolean
is_listed (GstPluginFeature *feature, const char *const *list, gsize n_list)
{
  for (gsize i = 0; i < n_list; i++)
    if (strcmp (gst_plugin_feature_get_name (feature), list[i]) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_source (GstElementFactory *factory)
{
  return gst_element_factory_get_uri_type (factory) == GST_URI_SRC;
}

static gboolean
takes_apart (GstElementFactory *factory)
{
  return gst_element_factory_list_is_type (factory, GST_ELEMENT_FACTORY_TYPE_DECODABLE |
                                                        GST_ELEMENT_FACTORY_TYPE_DECRYPTOR);
}

static gboolean
is_wanted (GstPluginFeature *feature)
{
  if (GST_IS_TYPE_FIND_FACTORY (feature))
    return is_listed (feature, kinds, G_N_ELEMENTS (kinds));
  if (!GST_IS_ELEMENT_FACTORY (feature))
    return TRUE;
  if (is_source (GST_ELEMENT_FACTORY (feature)))
    return strcmp (gst_plugin_feature_get_name (feature), REM_STREAM_SOURCE_NAME) == 0;
  return !takes_apart (GST_ELEMENT_FACTORY (feature)) ||
         is_listed (feature, parts, G_N_ELEMENTS (parts));
}

static void
added_cb (GstRegistry *registry, GstPluginFeature *feature, gpointer user_data)
{
  if (!is_wanted (feature))
    gst_registry_remove_feature (registry, feature);
}

static gboolean
is_unwanted_cb (GstPluginFeature *feature, gpointer user_data)
{
  return !is_wanted (feature);
}

/**
 * rem_short_list_enforce:
 * @registry: what this process knows of GStreamer; on the disk it stays as it is
 *
 * Leaves only what is on the short list, now and later: a plugin that is loaded tells anew of all
 * that is in it. Before anything is made; once.
 */
void
rem_short_list_enforce (GstRegistry *registry)
{
  GList *unwanted = gst_registry_feature_filter (registry, is_unwanted_cb, FALSE, NULL);

  g_signal_connect (registry, "feature-added", G_CALLBACK (added_cb), NULL);
  for (GList *l = unwanted; l != NULL; l = l->next)
    gst_registry_remove_feature (registry, l->data);
  gst_plugin_feature_list_free (unwanted);
}
