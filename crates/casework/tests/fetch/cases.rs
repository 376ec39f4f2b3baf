//! What comes of fetched rows: days that are not over, a past that changed, conversions, rates, ids.
