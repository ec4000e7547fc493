{{/*
An image's tag may be longer than a label, and end with a character that a label may not end with.
https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
*/}}
{{- define "migrations.labels" -}}
app.kubernetes.io/name: {{ .Release.Name | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
app.kubernetes.io/component: {{ .Chart.Name }}
app.kubernetes.io/part-of: flowmaestro
app.kubernetes.io/version: {{ regexReplaceAll "[^A-Za-z0-9]+$" (trunc 63 .Values.image.tag) "" | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}

{{/* Variables that hold the connection, from a dictionary of variable and key. */}}
{{- define "migrations.connection" -}}
{{- range $name, $key := . }}
- name: {{ $name }}
  valueFrom:
    secretKeyRef:
      name: db-credentials
      key: {{ $key }}
{{- end }}
{{- end }}

{{/* What both containers have in common. */}}
{{- define "migrations.container" -}}
image: {{ printf "%s:%s" .Values.image.repository .Values.image.tag | quote }}
imagePullPolicy: IfNotPresent
resources:
  {{- toYaml .Values.resources | nindent 2 }}
terminationMessagePolicy: FallbackToLogsOnError
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop:
      - ALL
{{- with .Values.writablePaths }}
volumeMounts:
  {{- range $index, $path := . }}
  - name: writable-{{ $index }}
    mountPath: {{ $path }}
  {{- end }}
{{- end }}
{{- end }}
