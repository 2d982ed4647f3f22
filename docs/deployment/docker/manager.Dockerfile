# docker build -f manager.Dockerfile --build-arg VERSION=4.0.0 -t flamenco-manager .
# in a folder with flamenco-4.0.0-linux-amd64.tar.gz; see docs/user/deployment.md.
FROM debian:bookworm-slim
ARG VERSION
ADD flamenco-${VERSION}-linux-amd64.tar.gz /opt/
RUN ln -s /opt/flamenco-${VERSION}-linux-amd64 /opt/flamenco
RUN groupadd --gid 1000 flamenco \
    && useradd --uid 1000 --gid flamenco --no-create-home --home-dir /var/lib/flamenco flamenco \
    && mkdir -p /var/lib/flamenco /shared \
    && chown flamenco:flamenco /var/lib/flamenco /shared
USER flamenco
# Configuration, database and the Manager's own storage.
WORKDIR /var/lib/flamenco
VOLUME ["/var/lib/flamenco"]
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s CMD ["/opt/flamenco/lib/node", "-e", "fetch('http://127.0.0.1:8080/healthz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["/opt/flamenco/flamenco-manager"]
