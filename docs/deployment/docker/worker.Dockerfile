# docker build -f worker.Dockerfile --build-arg VERSION=4.0.0 -t flamenco-worker .
# in a folder with flamenco-4.0.0-linux-amd64.tar.gz; see docs/user/deployment.md.
FROM debian:bookworm-slim
ARG VERSION
# Debian's Blender. Unpack another one instead and name it in the variable "blender" of the Manager.
RUN apt-get update \
    && apt-get install -y --no-install-recommends blender ffmpeg \
    && rm -rf /var/lib/apt/lists/*
ADD flamenco-${VERSION}-linux-amd64.tar.gz /opt/
RUN ln -s /opt/flamenco-${VERSION}-linux-amd64 /opt/flamenco
RUN groupadd --gid 1000 flamenco \
    && useradd --uid 1000 --gid flamenco --no-create-home --home-dir /var/lib/flamenco-worker flamenco \
    && mkdir -p /var/lib/flamenco-worker /shared \
    && chown flamenco:flamenco /var/lib/flamenco-worker /shared
USER flamenco
# Credentials and updates that wait. Every container needs one of its own, so it is no named volume.
ENV FLAMENCO_HOME=/var/lib/flamenco-worker
WORKDIR /var/lib/flamenco-worker
VOLUME ["/var/lib/flamenco-worker"]
CMD ["/opt/flamenco/flamenco-worker", "-manager", "http://manager:8080/"]
