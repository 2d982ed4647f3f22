/** One or two sentences about every key of `flamenco-manager.yaml`, for the documentation and the settings page. */
export const configKeyTexts = {
  _meta_version: 'Version of the structure of this file; has to be 3.',
  manager_name: 'What this Manager is called in the web interface and in the Blender add-on.',
  database:
    'The database: an SQLite file, relative to the working directory, or a postgres:// URL. Missing directories are created.',
  database_check_period: 'How often the database is checked for damage while the Manager runs; 0 only checks at start.',
  listen:
    'Address on which the Manager listens, such as :8080, 192.168.0.1:8080 or [::1]:8080. Without a host it listens on all addresses.',
  autodiscoverable: 'Whether Workers on the same network can find this Manager by themselves (UPnP/SSDP).',
  local_manager_storage_path:
    'Where the Manager keeps its own files: task logs and previews. A relative path starts at the working directory, or at the directory of the program if it exists only there.',
  shared_storage_path:
    'Directory that the Manager shares with all Workers. As long as it is empty, the setup assistant is shown.',
  shaman_enabled:
    'Whether blend files can be sent to the Manager as Shaman checkouts, which stores every file only once.',
  shaman_garbageCollect_period: 'How often files that no job uses any more are looked for; 0 never looks.',
  shaman_garbageCollect_maxAge: 'How long a file stays at least, counted from when it was last used.',
  task_timeout: 'A task that was not heard of for this long counts as failed on its Worker; 0 switches this off.',
  worker_timeout: 'A Worker that was not heard of for this long is marked with an error; 0 switches this off.',
  blocklist_threshold:
    'After how many failed tasks of one type a Worker gets no more of them from the same job; 0 switches this off.',
  task_fail_after_softfail_count:
    'How many different Workers have to fail a task before the task itself counts as failed.',
  worker_removal_after:
    'A Worker that is offline or in error and was not heard of for this long is removed from the farm, as if a user had deleted it; 0 keeps all of them.',
  job_fail_percentage: 'The share of failed tasks, in percent, at which a whole job counts as failed.',
  trusted_proxies:
    'Addresses and networks (such as 10.0.0.0/8) of proxies whose X-Forwarded-For header tells the address of a client.',
  job_scripts_path:
    'Folder with job type scripts, instead of the folders named "scripts" next to the program and in the working directory.',
  mqtt_client_enabled: 'Whether events are sent to an MQTT broker.',
  mqtt_client_broker: 'URL of the MQTT broker, such as tcp://localhost:1883.',
  mqtt_client_clientID: 'The name with which the Manager introduces itself to the MQTT broker.',
  mqtt_client_topic_prefix: 'Every MQTT topic begins with this.',
  mqtt_client_username: 'User name for the MQTT broker.',
  mqtt_client_password: 'Password for the MQTT broker; stored as plain text.',
  variables: 'Text that differs between platforms, for use as {name} in job settings and commands.',
  variable_is_twoway:
    'Whether values of this variable that begin a setting of a submitted job are replaced by {name}; meant for paths.',
  variable_values: 'The values of the variable.',
  value_audience: 'Who gets this value: all, workers or users.',
  value_platform: 'The platform with this value: linux, windows, darwin, or all.',
  value_platforms: 'The same for several platforms.',
  value_value: 'The text that the variable stands for.',
} as const;
