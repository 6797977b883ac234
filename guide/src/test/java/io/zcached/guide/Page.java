package io.zcached.guide;

import java.util.List;

record Page<T>(List<T> items) {
}
